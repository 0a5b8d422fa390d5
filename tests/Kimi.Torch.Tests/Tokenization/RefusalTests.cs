using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Files;
using Kimi.Torch.Tokenization;

namespace Kimi.Torch.Tests.Tokenization;

/// <summary>A tokenizer.json that is broken or not supported gives one sentence with the file, the place and what to do.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string, string, string> Parts => new()
    {
        { "normalizer", """{"type": "NFKC"}""", "normalizer is of type NFKC" },
        { "normalizer", """{"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Lowercase"}]}""", "normalizer.normalizers[1] is of type Lowercase" },
        { "normalizer", """{"type": "Replace", "pattern": {"Regex": "(a)"}, "content": "$1"}""", "refers to groups" },
        { "normalizer", """{"prepend": "x"}""", "normalizer has no type" },
        { "normalizer", """{"type": "Prepend", "prepend": "\ud83d"}""", "half of a surrogate pair" },
        { "pre_tokenizer", """{"type": "UnicodeScripts"}""", "pre_tokenizer is of type UnicodeScripts" },
        { "pre_tokenizer", """{"type": "Digits", "individual_digits": 1}""", "individual_digits is neither true nor false" },
        { "pre_tokenizer", """{"type": "Digits", "individual_digits": true, "invert": true}""", "has 'invert', which this reader does not know" },
        { "pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "\\bx"}, "behavior": "Isolated", "invert": false}""", @"not supported (\b)" },
        { "pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "\\p{Han}"}, "behavior": "Isolated", "invert": false}""",
            @"\p{Han}, which is not a general category" },
        { "pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "[a&&[b]]"}, "behavior": "Isolated", "invert": false}""", "a class within a class" },
        { "pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "(?<n>a"}, "behavior": "Isolated", "invert": false}""", "a group that begins with" },
        { "pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "a**"}, "behavior": "Isolated", "invert": false}""", "a quantifier behind a quantifier" },
        { "pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "(?i:ss)"}, "behavior": "Isolated", "invert": false}""", "ss in both cases" },
        { "pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "[\\u0080-\\uffff]"}, "behavior": "Isolated", "invert": false}""", "rare characters" },
        { "pre_tokenizer", """{"type": "Split", "pattern": {"String": "a"}, "behavior": "isolated", "invert": false}""", "'isolated', which is no behavior" },
        { "pre_tokenizer", """{"type": "Metaspace", "replacement": "__", "add_prefix_space": true}""", "is not one character" },
        { "post_processor", """{"type": "BertProcessing", "sep": ["a", 0], "cls": ["b", 1]}""", "post_processor is of type BertProcessing" },
        { "post_processor", """{"type": "TemplateProcessing", "single": [], "pair": [], "special_tokens": {}}""", "does not have the text once" },
        { "post_processor",
            """{"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<s>"}}, {"Sequence": {"id": "A"}}], "pair": [], "special_tokens": {}}""",
            "post_processor.special_tokens has no <s>" },
        { "decoder", """{"type": "WordPiece", "prefix": "##", "cleanup": true}""", "decoder is of type WordPiece" },
        { "decoder", """{"type": "Sequence", "decoders": [{"type": "Fuse"}, {"type": "ByteFallback"}]}""", "decoder.decoders[1] is in an order" },
        { "added_tokens", """[{"id": 0, "content": "b", "special": true}]""", "gives 'b' the id 0, and the vocabulary 1" },
        { "added_tokens", """[{"id": 0, "content": "<s>", "special": true}]""", "gives '<s>' the id 0 of 'a'" },
        { "added_tokens", """[{"id": 5, "content": "x"}, {"id": 5, "content": "y"}]""", "gives 'y' the id 5 of 'x'" },
        { "added_tokens", """[{"id": 5, "content": "x"}, {"id": 6, "content": "x"}]""", "adds 'x' under two ids" },
        { "added_tokens", """[{"id": -5, "content": "x"}]""", "added_tokens[0].id is not a whole number" },
        { "added_tokens", """[{"id": 1.5, "content": "x"}]""", "added_tokens[0].id is not a whole number" },
        { "added_tokens", """[{"id": 2147483647, "content": "x"}]""", "beyond the largest id" },
        { "version", "\"2.0\"", "version is '2.0'" },
        { "model", """{"type": "Unigram", "vocab": [["a", 0.5]]}""", "model is of type Unigram" },
        { "model", """{"type": "BPE", "vocab": {"a": 0}}""", "model has no merges" },
        { "model", """{"type": "BPE", "vocab": ["a"], "merges": []}""", "model.vocab is no object" },
        { "model", """{"type": "BPE", "vocab": {"a": 0, "b": 0}, "merges": []}""", "model.vocab gives 'b' and 'a' the same id 0" },
        { "model", """{"type": "BPE", "vocab": {"a": "0"}, "merges": []}""", "model.vocab[0] is not a whole number" },
        { "model", """{"type": "BPE", "vocab": {"a": 4294967296}, "merges": []}""", "model.vocab[0] is not a whole number" },
        { "model", """{"type": "BPE", "vocab": {"\udc00": 0}, "merges": []}""", "not valid JSON" },
        { "model", """{"type": "BPE", "vocab": {"a": 0, "aa": 1}, "merges": ["a a", "a"]}""", "model.merges[1] is not two pieces" },
        { "model", """{"type": "BPE", "vocab": {"a": 0, "aa": 1}, "merges": ["a b"]}""", "model.merges[0] needs the piece 'b'" },
        { "model", """{"type": "BPE", "vocab": {"a": 0}, "merges": [["a", "a"]]}""", "model.merges[0] needs the piece 'aa'" },
        { "model", """{"type": "BPE", "vocab": {"a": 0}, "merges": [], "dropout": 0.1}""", "model.dropout leaves merges out at random" },
        { "model", """{"type": "BPE", "vocab": {"a": 0}, "merges": [], "unk_token": "<unk>"}""", "model.unk_token is '<unk>', which is not in the vocabulary" },
        { "model", """{"type": "BPE", "vocab": {"a": 0}, "merges": [], "end_of_word_suffix": "</w>"}""", "model.end_of_word_suffix is '</w>'" },
        { "model", """{"type": "BPE", "vocab": {"a": 0}, "merges": [], "max_length": 1}""", "model has 'max_length'" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_part_that_cannot_be_used_is_named(string part, string json, string explanation)
    {
        using var folder = new TemporaryFolder();
        var text = SmallTokenizer.Of("ab").With(part, "\"@\"").Json.ToJsonString().Replace($"\"{part}\":\"@\"", $"\"{part}\":{json}", StringComparison.Ordinal);
        File.WriteAllText(folder.File("tokenizer.json"), text);

        var message = Refusal(folder);

        Assert.StartsWith($"'{folder.File("tokenizer.json")}'", message, StringComparison.Ordinal);
        Assert.Contains(explanation, message, StringComparison.Ordinal);
        Assert.Contains(": ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("{", "not valid JSON")]
    [InlineData("[]", "the file is no object")]
    [InlineData("{}", "the file has no model")]
    [InlineData("""{"model": 1, "model": 2}""", "not valid JSON")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": NaN}}}""", "not valid JSON")]
    public void A_file_that_is_no_tokenizer_is_named(string content, string explanation)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("tokenizer.json"), content);

        Assert.Contains(explanation, Refusal(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_is_limited()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("tokenizer.json"), string.Concat(Enumerable.Repeat("{\"normalizer\": ", 100_000)));

        Assert.Contains("not valid JSON", Refusal(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_larger_than_any_tokenizer_is_not_read()
    {
        using var folder = new TemporaryFolder();
        using (var file = File.Create(folder.File("tokenizer.json")))
            file.SetLength(SmallFile.Largest + 1);

        Assert.Contains("is the most for such a file", Refusal(folder), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"eos_token": "<none>"}""", "eos_token is '<none>', which tokenizer.json does not have")]
    [InlineData("""{"eos_token": {"content": 5}}""", "eos_token.content is no text")]
    [InlineData("""{"eos_token": null}""", "says which token ends a text")]
    public void Where_a_text_ends_must_be_known(string config, string explanation)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("tokenizer.json"), SmallTokenizer.Of("ab").Json.ToJsonString());
        File.WriteAllText(folder.File("tokenizer_config.json"), config);

        var error = Assert.Throws<KimiException>(() => Tokenizer.Load(folder.Path).EndOfTextId);

        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_of_text_comes_from_the_tokenizers_config_and_else_from_the_models()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("tokenizer.json"), SmallTokenizer.Of("ab").WithToken("</s>").Json.ToJsonString());
        File.WriteAllText(folder.File("config.json"), """{"eos_token_id": [1, 0], "pad_token_id": 0}""");
        Assert.Equal((1, 0), (Tokenizer.Load(folder.Path).EndOfTextId, Tokenizer.Load(folder.Path).PadId));

        File.WriteAllText(folder.File("tokenizer_config.json"), """{"eos_token": {"content": "</s>", "special": true}}""");
        Assert.Equal((2, 0), (Tokenizer.Load(folder.Path).EndOfTextId, Tokenizer.Load(folder.Path).PadId));
    }

    [Fact]
    public void Ids_may_leave_gaps()
    {
        var tokenizer = SmallTokenizer.Of("ab").WithModel("vocab", JsonNode.Parse("""{"a": 7, "b": 3}""")).Load();

        Assert.Equal([7, 3], tokenizer.Encode("ab"));
        Assert.Equal("ba", tokenizer.Decode([0, 3, 5, 7, 99]));
        Assert.Equal(8, tokenizer.VocabularySize);
    }

    private static string Refusal(TemporaryFolder folder)
    {
        var message = Assert.Throws<KimiException>(() => Tokenizer.Load(folder.Path)).Message;
        Assert.DoesNotContain('\n', message);
        Assert.False(message.EndsWith('.'), message);
        return message;
    }
}
