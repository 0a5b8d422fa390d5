using System.Text;
using System.Text.Json.Nodes;
using Kimi.Tests;
using Kimi.Torch.Tokenization;

namespace Kimi.Torch.Tests.Tokenization;

/// <summary>Whatever a tokenizer.json holds, reading it gives a tokenizer that encodes and decodes, or one sentence.</summary>
public sealed class TokenizerFuzzTests
{
    private const string Text = "ab <s> a\u0301b\n\n12 ▁a😀'S";

    private static readonly string[] s_values =
    [
        """{"type": "NFC"}""", """{"type": "Sequence"}""",
        """["a", "b"]""", """{"a": 0, "b": 1, "ab": 2}""", "\"(\"", "\"[\"", "\"\\\\\"", "\"(?i:\"", "\"a{2\"", "\"<0x41>\"", "\"first\"", "\"NFC\"",
        "\"BPE\"",
    ];

    [Fact]
    public void Whatever_the_file_there_is_a_tokenizer_or_a_sentence() => Try(Mutations.Inputs);

    [Fact]
    [Trait("Category", "Long")]
    public void Whatever_the_file_there_is_a_tokenizer_or_a_sentence_at_full_count() => Try(Mutations.InputsOfLongRuns);

    private static IEnumerable<JsonObject> Files()
    {
        yield return SmallTokenizer.OfBytes("a b").WithToken("<s>").With("normalizer", """{"type": "NFC"}""").With("pre_tokenizer", """
            {"type": "Sequence", "pretokenizers": [
             {"type": "Split", "pattern": {"Regex": "(?i:'s)|\\p{L}+|\\p{N}{1,3}|\\s+(?!\\S)|\\s+"}, "behavior": "Isolated", "invert": false},
             {"type": "Digits", "individual_digits": true}, {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false}]}
            """).Json;
        yield return SmallTokenizer.Of("ab▁", "▁ a").WithFallbackBytes().WithPieces("<unk>").WithToken("<s>", normalized: true).WithToken("<unk>")
            .WithModel("unk_token", "<unk>").With("normalizer", """
                {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"}, {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]}
                """)
            .With("pre_tokenizer", """{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "split": true}""")
            .With("post_processor", """
                {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
                 "pair": [], "special_tokens": {"<s>": {"id": "<s>", "ids": [4], "tokens": ["<s>"]}}}
                """)
            .With("decoder", """
                {"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"},
                                                  {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}
                """).Json;
    }

    private static void Try(int inputs)
    {
        string[] files = [.. Files().Select(file => file.ToJsonString())];
        Mutations.ResultOrMessage(inputs, seed: 1, Changed, input =>
        {
            var tokenizer = Tokenizer.Of(new("fuzz", new Dictionary<string, byte[]> { [TokenizerFiles.Tokenizer] = input }));
            _ = tokenizer.Decode(tokenizer.Encode(Text));
        });

        byte[] Changed(Random random)
        {
            var file = files[random.Next(files.Length)];
            return random.Next(2) == 0
                ? Mutations.OfBytes(Encoding.UTF8.GetBytes(file), random)
                : Encoding.UTF8.GetBytes(Mutations.OfValues(file, random, s_values));
        }
    }
}
