using System.Text;
using System.Text.Json;
using Kimi.Torch.Tokenization;

namespace Kimi.Cli.Tests.Hosting;

/// <summary><c>tokenize</c>: ids of texts, line by line.</summary>
public sealed class TokenizeCommandTests : IDisposable
{
    private readonly Shell _line = new();

    public TokenizeCommandTests() => Tokenizer.OfBytes().Save(_line.File("tokenizer"));

    [Fact]
    public async Task Every_line_gets_its_ids()
    {
        _line.Write("rows.jsonl", "{\"text\": \"a\\n\"}\n\n{\"id\": 5, \"text\": \"é😀<|endoftext|>\"}\n{\"text\": \"\"}");

        Assert.Equal(0, await RunAsync());

        var rows = _line.Output.TrimEnd('\n').Split('\n').Select(row => JsonDocument.Parse(row).RootElement).ToList();
        Assert.Equal(["a\n", "é😀<|endoftext|>", ""], rows.Select(row => row.GetProperty("text").GetString()));
        Assert.Equal([97, 10], Ids(rows[0]));
        Assert.Equal([0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80, 256], Ids(rows[1]));
        Assert.Empty(Ids(rows[2]));
    }

    [Theory]
    [InlineData("{\"text\": 5}", "rows.jsonl(2): not a text in JSON (the line has no \"text\")")]
    [InlineData("{\"txt\": \"\"}", "rows.jsonl(2): not a text in JSON (the line has no \"text\")")]
    [InlineData("[]", "rows.jsonl(2): not a text in JSON (the line has no \"text\")")]
    [InlineData("{\"text\": \"a\"", "rows.jsonl(2")]
    [InlineData("{\"text\": \"a\", \"text\": \"b\"}", "rows.jsonl(2")]
    [InlineData("{\"text\": \"\\ud83d\"}", "rows.jsonl(2")]
    public async Task A_line_that_is_wrong_is_named(string line, string sentence)
    {
        _line.Write("rows.jsonl", $"{{\"text\": \"good\"}}\n{line}\n");

        Assert.Equal(2, await RunAsync());

        Assert.Contains(sentence, _line.Error, StringComparison.Ordinal);
        Assert.Contains("correct or delete the line", _line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_not_utf8_is_named()
    {
        File.WriteAllBytes(_line.File("rows.jsonl"), [.. Encoding.UTF8.GetBytes("{\"text\": \"ä\"}\n"), .. Encoding.Latin1.GetBytes("{\"text\": \"ä\"}\n")]);

        Assert.Equal(2, await RunAsync());

        Assert.Contains("rows.jsonl(2,11): the byte 0xE4 is not UTF-8", _line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_tokenizer_or_a_missing_file_is_named()
    {
        Assert.Equal(2, await RunAsync());
        Assert.Contains("does not exist: check its path", _line.Error, StringComparison.Ordinal);

        Assert.Equal(2, await _line.RunAsync(["tokenize", _line.File("nowhere"), "--file", _line.File("rows.jsonl")]));
        Assert.Contains("there is no tokenizer.json in", _line.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _line.Dispose();

    private static IEnumerable<int> Ids(JsonElement row) => row.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32());

    private Task<int> RunAsync() => _line.RunAsync(["tokenize", _line.File("tokenizer"), "--file", _line.File("rows.jsonl")]);
}
