using System.Text;

namespace Kimi.Torch.Tokenization;

/// <summary>Puts a character before pieces that do not begin with it.</summary>
internal static class Prefixed
{
    /// <summary>The text with the character before its pieces.</summary>
    /// <param name="text">The text.</param>
    /// <param name="prefix">The character.</param>
    /// <param name="onlyFirst">Whether only the first piece gets it.</param>
    public static SplitText Pieces(SplitText text, char prefix, bool onlyFirst = false)
    {
        var written = new StringBuilder(text.Text.Length + 1);
        var pieces = new Range[text.Pieces.Count];
        for (var i = 0; i < pieces.Length; i++)
        {
            var start = written.Length;
            var piece = text[text.Pieces[i]];
            if (piece[0] != prefix && !(onlyFirst && i > 0))
                written.Append(prefix);
            pieces[i] = start..written.Append(piece).Length;
        }

        return text with { Text = written.ToString(), Pieces = pieces };
    }
}
