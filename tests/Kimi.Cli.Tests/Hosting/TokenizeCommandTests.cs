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

    [Fact]
    public async Task Conversations_become_what_the_chat_template_writes()
    {
        _line.Write(
            "tokenizer/chat_template.jinja", "{% for m in messages %}{{ m.role[0] }}:{{ m.content }};{% endfor %}{% if add_generation_prompt %}a:{% endif %}");
        _line.Write("rows.jsonl", """{"messages": [{"role": "user", "content": "1+1"}]}""" + "\n");

        Assert.Equal(0, await RunAsync("--chat"));
        Assert.Equal("""{"text":"u:1\u002B1;","ids":[117,58,49,43,49,59]}""" + "\n", _line.Output);
        Assert.Equal(0, await RunAsync("--chat", "--reply"));
        Assert.Contains("""
            "text":"u:1\u002B1;a:"
            """, _line.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_chat_template_and_a_line_without_messages_are_named()
    {
        _line.Write("rows.jsonl", """{"messages": []}""" + "\n");
        Assert.NotEqual(0, await RunAsync("--chat"));
        Assert.Contains("there is no chat template in", _line.Error, StringComparison.Ordinal);

        _line.Write("rows.jsonl", """{"text": "a"}""" + "\n");
        Assert.NotEqual(0, await RunAsync("--chat"));
        Assert.Contains("rows.jsonl(1", _line.Error, StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] options) =>
        _line.RunAsync(["tokenize", _line.File("tokenizer"), "--file", _line.File("rows.jsonl"), .. options]);
}
