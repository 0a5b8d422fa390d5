using System.Text;

namespace Kimi.Torch.Tests.Tokenization;

/// <summary>Texts that tell tokenizers apart: what Unicode, white space, special tokens and code have in store.</summary>
internal static class TrickyStrings
{
    private static readonly string[] s_atoms =
    [
        "a", "B", "the", "Hello", " ", "  ", "    ", "\n", "\n\n", "\r\n", "\r", "\t", "\v", "'s", "'S", "'ſ", "'LL", "'T", "'d", "don't", "YOU'RE",
        "’s", "1", "23", "4567", "1234567890123",
        "é", "e\u0301", "\u0301", "\u0323\u0307", "Å", "\u212b", "각", "\u1100\u1161\u11a8", "한국어", "中", "文字", "かな", "カナ", "が", "か\u3099", "العربية",
        "لا\u064b", "שלום", "ไทย", "नमस्ते", "தமிழ்", "Ελλάδα", "привет",
        "𝑥", "𝟘", "𠮷", "𐐀", "𞤀", "😀", "👨‍👩‍👧", "👍🏽", "🇩🇪", "❤️", "\u200d", "\u200b", "\ufeff", "\u00a0", "\u3000", "\u2028", "\u0085", "\u180e",
        "\u00ad", "\u202e", "\0", "\x1b", "\x7f", "\u0080",
        "\ue000", "\U000f0000", "\U0010ffff", "\ufffd", "\uffff", "<s>", "</s>", "<unk>", "<pad>", "<bos>", "<|im_start|>", "<|im_end|>",
        "<|endoftext|>", "<|begin_of_text|>", "<|eot_id|>", "<｜User｜>", "<think>", "</think>",
        "<tool_call>", "<start_of_turn>", "<|start|>", "[INST]", "<0x41>", "▁", "▁▁", "Ġ", "Ċ", "_", "-", "--", "==", "::", "//", "{", "}", "[", "]",
        "(", ")", ";", ",", ".", "...", "!", "?!", "\"", "`", "~", "@", "#", "%", "^", "&", "*", "\\",
        "\\frac{1}{2}", "$x^2$", "for (int i = 0; i < n; i++) {", "def f(x):\n    return x", "https://a.b/c?d=e", "#include <stdio.h>", "K", "ſ",
        "ß", "ﬆ", "İ", "ı", "∑", "①", "Ⅷ", "½", "²", "٣", "५", "\u0f71\u0f72", "ﷺ", "…", "—", "“", "”", "«", "€",
    ];

    /// <summary>The texts: every atom, pairs of them, sentences of them, random characters, and random bytes as text.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Every().Distinct()];

    private static IEnumerable<string> Every()
    {
        var random = new Random(17);
        foreach (var atom in s_atoms)
        {
            yield return atom;
            yield return $"{atom}{atom} {atom}x{atom}\n{atom}1";
        }

        for (var i = 0; i < 1400; i++)
            yield return string.Concat(Enumerable.Range(0, random.Next(2, 14)).Select(_ => s_atoms[random.Next(s_atoms.Length)]));
        for (var i = 0; i < 700; i++)
            yield return string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => RandomCharacter(random)));
        for (var i = 0; i < 700; i++)
        {
            var bytes = new byte[random.Next(1, 40)];
            random.NextBytes(bytes);
            yield return Encoding.UTF8.GetString(bytes);
        }

        foreach (var repeated in new[] { "a", " ", "\n", "1", "'", "é", "😀", "\u0301", "ab", " a", "\t ", "-" })
            yield return string.Concat(Enumerable.Repeat(repeated, 3000));
    }

    private static string RandomCharacter(Random random)
    {
        var code = random.Next(random.Next(4) switch { 0 => 0x80, 1 => 0x800, 2 => 0x10000, _ => 0x20000 });
        return Rune.IsValid(code) ? char.ConvertFromUtf32(code) : "\ufffd";
    }
}
