using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kimi.Torch.Tokenization;

/// <summary>A token that is found in the text itself, before anything is split or merged.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">What is looked for.</param>
/// <param name="IsSpecial">Whether it gives no text when decoded.</param>
/// <param name="IsNormalized">Whether it is looked for in the normalized text.</param>
/// <param name="IsSingleWord">Whether it counts only with no letter or digit beside it.</param>
/// <param name="StripsLeft">Whether it takes the white space before it.</param>
/// <param name="StripsRight">Whether it takes the white space behind it.</param>
internal sealed record AddedToken(
    int Id, string Content, bool IsSpecial, bool IsNormalized, bool IsSingleWord, bool StripsLeft, bool StripsRight);

/// <summary>Finds added tokens: the leftmost, and of several at one place the longest.</summary>
internal sealed class AddedTokens
{
    private readonly SearchValues<string> _contents;
    private readonly Dictionary<char, (string Content, AddedToken Token)[]> _byFirst;

    /// <summary>Prepares the search.</summary>
    /// <param name="tokens">The tokens, each with what stands for it in the text.</param>
    public AddedTokens(IEnumerable<(string Content, AddedToken Token)> tokens)
    {
        var sought = tokens.Where(token => token.Content.Length > 0).DistinctBy(token => token.Content).ToList();
        _contents = SearchValues.Create([.. sought.Select(token => token.Content)], StringComparison.Ordinal);
        _byFirst = sought.GroupBy(token => token.Content[0])
            .ToDictionary(group => group.Key, group => group.OrderByDescending(token => token.Content.Length).ToArray());
    }

    /// <summary>The text in order: stretches of it, and tokens between them.</summary>
    public IEnumerable<(Range Text, AddedToken? Token)> Split(string text)
    {
        var end = 0;
        for (var place = Next(text, 0); place < text.Length; place = Next(text, place))
        {
            var (content, token) = Longest(text, place);
            var (start, stop) = (place, place + content.Length);
            place = stop;
            if (token.IsSingleWord && (EndsWithWord(text.AsSpan(0, start)) || BeginsWithWord(text.AsSpan(stop))))
                continue;
            if (token.StripsLeft)
                start = Math.Max(text.AsSpan(0, start).TrimEnd().Length, end);
            if (token.StripsRight)
                stop = text.Length - text.AsSpan(stop).TrimStart().Length;
            if (start > end)
                yield return (end..start, null);
            yield return (start..stop, token);
            end = stop;
        }

        if (end < text.Length)
            yield return (end.., null);
    }

    private int Next(string text, int place) =>
        _byFirst.Count > 0 && text.AsSpan(place).IndexOfAny(_contents) is >= 0 and var offset ? place + offset : text.Length;

    private (string Content, AddedToken Token) Longest(string text, int place) =>
        _byFirst[text[place]].First(candidate => text.AsSpan(place).StartsWith(candidate.Content, StringComparison.Ordinal));

    private static bool EndsWithWord(ReadOnlySpan<char> text) =>
        Rune.DecodeLastFromUtf16(text, out var last, out _) == OperationStatus.Done && IsOfWord(last);

    private static bool BeginsWithWord(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out var first, out _) == OperationStatus.Done && IsOfWord(first);

    // Unicode's \w: alphabetic characters, among them circled letters, marks, digits, connectors and joiners.
    private static bool IsOfWord(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation
        || rune.Value is 0x200c or 0x200d or (>= 0x24b6 and <= 0x24e9)
            or (>= 0x1f130 and <= 0x1f149) or (>= 0x1f150 and <= 0x1f169) or (>= 0x1f170 and <= 0x1f189);
}
