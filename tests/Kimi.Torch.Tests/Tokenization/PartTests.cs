using System.Text.Json.Nodes;
using Kimi.Torch.Tokenization;

namespace Kimi.Torch.Tests.Tokenization;

/// <summary>Each part of a tokenizer.json does what it does in Hugging Face's library, on texts that tell its options apart.</summary>
public sealed class PartTests
{
    private const string Letters = "abcdefghij 123\n\r\t.,'SsLlTtKkéßſ\u212a_-▁";
    private const string Words = "a ab abc  cba\n\n a\tb 12 3 's 'S 'ſ a_b A1";

    private static readonly string[] s_texts =
    [
        "", " ", "  ", "a", "ab", "abc", "abcabc", " abc", "abc ", "  a  b  ", "a b c", "\n\na\n", "12 3", "a1b2", "aaa", "aaaa", "abab abab", "▁a",
        "a▁b", "ab.ab,ab", "a\tb\r\nc",
    ];

    public static TheoryData<string, bool, string> Behaviors
    {
        get
        {
            var every = new TheoryData<string, bool, string>();
            foreach (var behavior in Enum.GetNames<SplitRule>())
            {
                foreach (var pattern in new[] { """{"String": " "}""", """{"String": "ab"}""", """{"Regex": "[\\s▁]"}""", """{"Regex": "b*"}""" })
                {
                    every.Add(behavior, false, pattern);
                    every.Add(behavior, true, pattern);
                }
            }

            return every;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Merges_apply_by_rank_and_then_from_the_left(bool asPairs)
    {
        var tokenizer = SmallTokenizer.Of(Letters, "a b", "b c", "ab c", "a bc", "a a", "aa a", "ab ab");
        if (asPairs)
            tokenizer.WithModel("merges", new JsonArray([.. tokenizer.Model["merges"]!.AsArray().Select(Pair)]));

        tokenizer.AgreesOn(s_texts);

        static JsonNode Pair(JsonNode? merge) => new JsonArray([.. merge!.GetValue<string>().Split(' ').Select(part => (JsonNode)part)]);
    }

    [Fact]
    public void A_million_times_one_character_is_merged_as_a_whole() =>
        Assert.Equal(Enumerable.Repeat(3, 1 << 17), SmallTokenizer.Of("a", "a a", "aa aa", "aaaa aaaa").Load().Encode(new('a', 1 << 20)));

    [Fact]
    public void Of_a_merge_twice_the_later_place_counts() => SmallTokenizer.Of(Letters, "a b", "b c", "ab c", "a b").AgreesOn(s_texts);

    [Fact]
    public void Words_of_the_vocabulary_need_no_merges_where_the_file_says_so() =>
        SmallTokenizer.OfBytes("a b").WithPieces("abc", "Ġabc", "aaa").WithModel("ignore_merges", true).AgreesOn(s_texts);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Unknown_characters_become_bytes_or_the_unknown_token(bool fuses, bool someBytes) =>
        SmallTokenizer.Of("abc ", "a b").WithPieces("<unk>").WithFallbackBytes(someBytes ? 0xe4 : 0)
            .WithToken("<unk>").WithModel("unk_token", "<unk>").WithModel("fuse_unk", fuses)
            .With("decoder", """{"type": "Sequence", "decoders": [{"type": "ByteFallback"}, {"type": "Fuse"}]}""")
            .AgreesOn("xyz", "axyb", "aäb", "ä中b", "中ä", "中äb", "xab", "ab中中ab", "😀a😀");

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Bytes_are_split_as_gpt2_does_and_prefixed_as_told(bool space, bool pattern) =>
        SmallTokenizer.OfBytes("Ġ a", "a b", "Ġ Ġ", "Ċ Ċ").With("pre_tokenizer", $$"""
            {"type": "ByteLevel", "add_prefix_space": {{Json(space)}}, "trim_offsets": true, "use_regex": {{Json(pattern)}}}
            """)
            .WithToken("<x>").AgreesOn([.. s_texts, Words, "ab<x>ab", "𝑥𝟘𠮷 😀", "e\u0301"]);

    [Theory]
    [MemberData(nameof(Behaviors))]
    public void Text_is_split_by_every_behavior(string behavior, bool invert, string pattern) =>
        SmallTokenizer.Of(Letters, "a b", "▁ a", "b ▁", "1 2", "▁ ▁")
            .With("pre_tokenizer", $$"""{"type": "Split", "pattern": {{pattern}}, "behavior": "{{behavior}}", "invert": {{Json(invert)}}}""").AgreesOn(s_texts);

    [Theory]
    [InlineData(@"\p{L}+|\p{N}{1,2}|\s+(?!\S)|\s+|.")]
    [InlineData(@"(?i:'s|'t|'ll|k)|[^\s']+")]
    [InlineData(@"[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+|\s")]
    [InlineData(@"'(?i:[sdmt]|ll|ve|re)")]
    [InlineData(@"^a|b$|\Aab|c\z")]
    [InlineData(@"a{2}+|b{,2}c")]
    [InlineData(@"(?<=a)b|a(?=b)|(?<!a)c|(?>ab|a)b")]
    [InlineData(@"[\]\[\\\-a^]+|[^\P{Lu}]|\x41|\u0062|\x{63}|[\d\D]")]
    [InlineData(@"\p{^L}+|\P{^N}|\S??b")]
    [InlineData(@"(a|b)+?c|\.|\'|[,-]")]
    public void Expressions_find_what_oniguruma_finds(string expression)
    {
        var pattern = JsonValue.Create(expression).ToJsonString();
        SmallTokenizer.OfBytes("a b", "a a", "b c", "ab c", "Ġ a", "1 2", "l l").With("pre_tokenizer", $$"""
            {"type": "Sequence", "pretokenizers": [{"type": "Split", "pattern": {"Regex": {{pattern}}}, "behavior": "Isolated", "invert": false},
                                                   {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false}]}
            """).AgreesOn([.. s_texts, Words, "aab bbc bc", "[a]\\-^", "ABC abc", "'LL 'ſ 'll \u212a k K", "𝑥ab𝟘12 ab", "a\nb\n", "\n"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Digits_are_all_of_unicodes_numbers(bool individual) =>
        SmallTokenizer.Of(Letters + "½٣Ⅷ𝟘", "1 2", "a 1", "½ ٣", "𝟘 1")
            .With("pre_tokenizer", $$"""{"type": "Digits", "individual_digits": {{Json(individual)}}}""")
            .AgreesOn([.. s_texts, "a½٣", "12Ⅷ", "𝟘1a"]);

    [Theory]
    [InlineData("\"prepend_scheme\": \"always\", \"split\": true")]
    [InlineData("\"prepend_scheme\": \"always\", \"split\": false")]
    [InlineData("\"prepend_scheme\": \"first\", \"split\": true")]
    [InlineData("\"prepend_scheme\": \"first\", \"split\": false")]
    [InlineData("\"prepend_scheme\": \"never\", \"split\": true")]
    [InlineData("\"add_prefix_space\": true")]
    public void Spaces_are_written_and_read_as_sentencepiece_does(string options)
    {
        var metaspace = $$"""{"type": "Metaspace", "replacement": "▁", {{options}}}""";
        SmallTokenizer.Of("abc▁\n\t123.,\r", "▁ a", "a b", "▁ ▁", "b ▁", "▁a b").WithToken("<s>").With("pre_tokenizer", metaspace).With("decoder", metaspace)
            .AgreesOn([.. s_texts, "<s>a", "a<s>ab<s> ab", "<s> <s>"]);
    }

    [Fact]
    public void Normalizers_apply_between_added_tokens_in_their_order() =>
        SmallTokenizer.Of(Letters + "X", "▁ a", "a b", "é é").WithToken("<s>").WithToken("a▁b", special: false, normalized: true).With("normalizer", """
            {"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Prepend", "prepend": "▁"},
                                                 {"type": "Replace", "pattern": {"String": " "}, "content": "▁"},
                                                 {"type": "Replace", "pattern": {"Regex": "[\\r\\n]+"}, "content": "X"}]}
            """).AgreesOn([.. s_texts, "e\u0301é", "<s>a", "a b<s>a b", "ba bc", "<s>"]);

    [Fact]
    public void Added_tokens_are_found_leftmost_and_longest_and_as_their_options_say()
    {
        var texts = new[]
        {
            "<s>", "a<s>b", "<s><s>", "<s>>", "<s>x>", "a <l> b", "a  \n<l>  b", "<l>", " <l> <l> ", "a <r> b", "<r>  \t<r>a", "a <b> b",
            "  <b>  <b> ", "w", "aw", "w a", "a w", "a-w-a", "_w_", "éw", "w中",
            "w\u200d", "w①", "w𝑥", "w\u0301", "w.", "ww", "w w", "<r> <l>", "<r>   w", "<l><r>",
        };
        SmallTokenizer.OfBytes().WithToken("<s>").WithToken("<s>x", special: false).WithToken("<l>", left: true).WithToken("<r>", right: true)
            .WithToken("<b>", left: true, right: true).WithToken("w", special: false, word: true)
            .WithToken("  ", special: false, normalized: true).AgreesOn(texts);
    }

    [Fact]
    public void A_single_word_ends_at_what_is_no_letter_digit_mark_or_connector() =>
        SmallTokenizer.OfBytes().WithToken("w", special: false, word: true)
            .AgreesOn(Enumerable.Range(0, 0x20000)
                .Where(code => code is < 0xd800 or > 0xdfff && (code % 7 == 0 || code is (>= 0x2480 and < 0x2500) or (>= 0x1f100 and < 0x1f1a0)))
                .Chunk(64).Select(codes => string.Concat(codes.Select(code => $"w{char.ConvertFromUtf32(code)} "))));

    [Fact]
    public void Special_tokens_belong_around_a_text() =>
        SmallTokenizer.Of("abc ").WithToken("<s>").WithToken("</s>").With("post_processor", """
            {"type": "Sequence", "processors": [
             {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": false, "use_regex": true},
             {"type": "TemplateProcessing",
            "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
              "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
              "special_tokens": {"<s>": {"id": "<s>", "ids": [4], "tokens": ["<s>"]}, "</s>": {"id": "</s>", "ids": [5, 5], "tokens": ["</s>", "</s>"]}}}]}
            """).AgreesOn("abc", "");

    [Theory]
    [InlineData("null")]
    [InlineData("""{"type": "Fuse"}""")]
    [InlineData("""{"type": "ByteFallback"}""")]
    [InlineData("""
        {"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"},
                                          {"type": "Strip", "content": " ", "start": 2, "stop": 0}]}
        """)]
    public void Decoders_give_the_same_text(string decoder) =>
        SmallTokenizer.Of("abc▁ \n\t123.,\r").WithFallbackBytes().With("decoder", decoder)
            .AgreesOn([.. s_texts, "▁▁▁a", "▁", "ä", "中a中", "😀😀", "a😀b", "  a"]);

    private static string Json(bool value) => value ? "true" : "false";
}
