using System.Text;
using Kimi.Dsl;

namespace Kimi.Torch.Models;

/// <summary>One token for each byte of the text's UTF-8: ids 0 to 255 are the bytes, 256 ends a text, 257 pads.</summary>
public sealed class ByteTokenizer : ITokenizer
{
    private const int ByteCount = 256;

    /// <inheritdoc/>
    public int VocabularySize => ByteCount + 2;

    /// <inheritdoc/>
    public int EndOfTextId => ByteCount;

    /// <inheritdoc/>
    public int PadId => ByteCount + 1;

    /// <inheritdoc/>
    public int[] Encode(string text) => [.. Encoding.UTF8.GetBytes(text).Select(value => (int)value)];

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> tokens)
    {
        var bytes = new List<byte>(tokens.Length);
        foreach (var token in tokens)
        {
            if (token < 0 || token >= VocabularySize)
                throw new KimiException($"token {token} is outside the vocabulary of {VocabularySize}: decode with the tokenizer the model was trained with");
            if (token < ByteCount)
                bytes.Add((byte)token);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <inheritdoc/>
    public void Save(string folder) =>
        TokenizerFiles.Save(folder, [.. Enumerable.Range(0, ByteCount).Select(value => ByteCharacter(value).ToString())], isByteLevel: true);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ByteTokenizer;

    /// <inheritdoc/>
    public override int GetHashCode() => typeof(ByteTokenizer).GetHashCode();

    /// <summary>
    /// The printable character that stands for a byte in a byte-level vocabulary: itself where it prints in Latin-1, else the next
    /// unused one from U+0100 on.
    /// </summary>
    internal static char ByteCharacter(int value) =>
        IsPrintable(value) ? (char)value : (char)(ByteCount + Enumerable.Range(0, value).Count(other => !IsPrintable(other)));

    private static bool IsPrintable(int value) => value is (>= '!' and <= '~') or (>= 0xa1 and <= 0xac) or (>= 0xae and <= 0xff);
}
