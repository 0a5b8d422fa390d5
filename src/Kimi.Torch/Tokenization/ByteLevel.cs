using System.Text;

namespace Kimi.Torch.Tokenization;

/// <summary>
/// The printable characters that stand for bytes in byte-level vocabularies (GPT-2, Radford et al. 2019): a byte that prints in Latin-1 stands for itself,
/// the others have the characters from U+0100 on, in their order.
/// </summary>
internal static class ByteLevel
{
    /// <summary>How many bytes there are.</summary>
    public const int ByteCount = 256;

    /// <summary>How GPT-2 splits text before it makes bytes of it.</summary>
    public const string Pattern = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private static readonly string s_characters = Characters();
    private static readonly Dictionary<char, byte> s_bytes = s_characters.Select((character, index) => (character, index))
        .ToDictionary(entry => entry.character, entry => (byte)entry.index);

    /// <summary>The character of a byte.</summary>
    public static char CharacterOf(byte value) => s_characters[value];

    /// <summary>The bytes that a piece of a vocabulary stands for: of its own UTF-8, if one of its characters stands for no byte.</summary>
    public static byte[] BytesOf(string piece) =>
        piece.All(s_bytes.ContainsKey) ? [.. piece.Select(character => s_bytes[character])] : Encoding.UTF8.GetBytes(piece);

    private static string Characters()
    {
        var next = (char)ByteCount;
        return string.Concat(Enumerable.Range(0, ByteCount).Select(value => IsPrintable(value) ? (char)value : next++));
    }

    private static bool IsPrintable(int value) => value is (>= '!' and <= '~') or (>= 0xa1 and <= 0xac) or (>= 0xae and <= 0xff);
}
