using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Tests;
using Kimi.Torch.Tokenization;
using Xunit.Abstractions;
using HuggingFace = Tokenizers.DotNet.Tokenizer;

namespace Kimi.Torch.Tests.Tokenization;

/// <summary>Published tokenizers give what others give for them. <c>tests/install-tokenizers.sh</c> brings the files.</summary>
[Trait("Category", "Tokenizers")]
public sealed class PublishedTokenizerTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("gpt2")]
    [InlineData("llama2")]
    [InlineData("llama3")]
    [InlineData("llama3_1")]
    [InlineData("qwen2_5")]
    [InlineData("qwen3")]
    [InlineData("gemma3")]
    [InlineData("deepseek_v3")]
    [InlineData("gptoss")]
    public void A_family_has_the_ids_and_the_text_of_hugging_faces_library(string family)
    {
        var folder = TestData.Tokenizer(family);
        var ours = Tokenizer.Load(folder);
        var theirs = new HuggingFace(Path.Combine(folder, "tokenizer.json"));
        Assert.True(TrickyStrings.All.Count >= 2500);
        var misses = new List<string>();
        foreach (var text in TrickyStrings.All)
        {
            var expected = Array.ConvertAll(theirs.Encode(text), id => (int)id);
            int[] ids = [.. ours.BeforeText, .. ours.Encode(text), .. ours.AfterText];
            var decoded = ours.Decode(expected);
            if (!expected.SequenceEqual(ids) || decoded != theirs.Decode(Array.ConvertAll(expected, id => (uint)id)) || decoded != Streamed(ours, expected))
                misses.Add(text);
        }

        TestData.Tried(output, $"{family}: {TrickyStrings.All.Count} strings against Hugging Face's library, {misses.Count} mismatches");
        Assert.Empty(misses);
    }

    [Fact]
    [Trait("Category", "Data")]
    public void Qwen3_has_the_ids_of_its_423_rows()
    {
        var tokenizer = Tokenizer.Load(TestData.Tokenizer("qwen3"));
        var rows = File.ReadLines(TestData.File("tokenizers/qwen3-expected-ids.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        foreach (var row in rows)
        {
            var text = row.GetProperty("text").GetString()!;
            var ids = row.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32());
            Assert.Equal((text, string.Join(' ', ids)), (text, string.Join(' ', tokenizer.Encode(text))));
        }

        TestData.Tried(output, $"Qwen3: {rows.Count} rows, 0 mismatches");
        Assert.Equal(423, rows.Count);
    }

    [Fact]
    [Trait("Category", "Data")]
    public void Qwen2_has_the_ids_of_llama_cpp() =>
        AgreesWithLlamaCpp("qwen2", WithoutNewestTokens(TestData.Tokenizer("qwen3"), "<tool_response>", "</tool_response>", "<think>", "</think>"));

    [Fact]
    [Trait("Category", "Data")]
    public void Llama3_has_the_ids_of_llama_cpp() => AgreesWithLlamaCpp("llama-bpe", Tokenizer.Load(TestData.Tokenizer("llama3")));

    [Fact]
    [Trait("Category", "Data")]
    public void Llama2_has_the_ids_of_llama_cpp() =>
        AgreesWithLlamaCpp("llama-spm", SentencePieces.OfGguf(TestData.File("tokenizers/ggml-vocab-llama-spm.gguf")).Load());

    private static string Streamed(Tokenizer tokenizer, int[] ids)
    {
        var stream = tokenizer.BeginDecoding();
        return string.Concat(ids.Select(stream.Add)) + stream.End();
    }

    private static Tokenizer WithoutNewestTokens(string source, params string[] tokens)
    {
        using var folder = new TemporaryFolder();
        var json = JsonNode.Parse(File.ReadAllBytes(Path.Combine(source, "tokenizer.json")))!;
        Assert.Equal(tokens.Length, json["added_tokens"]!.AsArray().RemoveAll(token => tokens.Contains(token!["content"]!.GetValue<string>())));
        File.WriteAllText(folder.File("tokenizer.json"), json.ToJsonString());
        return Tokenizer.Load(folder.Path);
    }

    private void AgreesWithLlamaCpp(string name, Tokenizer tokenizer)
    {
        var texts = File.ReadAllText(TestData.File($"tokenizers/ggml-vocab-{name}.gguf.inp")).Split("\n__ggml_vocab_test__\n")[..^1];
        var rows = File.ReadAllText(TestData.File($"tokenizers/ggml-vocab-{name}.gguf.out")).Split('\n');
        Assert.Equal(46, texts.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            var expected = rows[i].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture));
            Assert.Equal((texts[i], string.Join(' ', expected)), (texts[i], string.Join(' ', tokenizer.Encode(texts[i]))));
        }

        TestData.Tried(output, $"llama.cpp's strings for {name}: {texts.Length}, 0 mismatches");
    }
}
