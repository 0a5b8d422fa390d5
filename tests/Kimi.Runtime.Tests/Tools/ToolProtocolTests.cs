using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Tests.Tools;

public sealed class ToolProtocolTests
{
    private static readonly ToolDescription s_add = new(
        "add", "Adds \"two\" numbers.",
        JsonDocument.Parse("""{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"}},"required":["a","b"]}""").RootElement);

    [Theory]
    [InlineData("12+7=[add(12,7)]", "add 12 7")]
    [InlineData("[now()]", "now")]
    [InlineData("""[find("a, (b)", [1, 2], null, true)]""", "find \"a, (b)\" [1, 2] null true")]
    [InlineData("""[find("[x(")]""", "find \"[x(\"")]
    [InlineData("[add(1,[add(2,3)]", "add 2 3")]
    [InlineData("[add(12,x)]", "unreadable: the arguments of add are not JSON values with commas between them")]
    [InlineData("[add(12,7", "unreadable: the call is not finished: end it with )]")]
    [InlineData("[add(12,7)", "unreadable: the call is not finished: end it with )]")]
    [InlineData("19")]
    [InlineData("")]
    [InlineData("(a)] [1,2)]")]
    public void Calls_in_brackets_are_read(string turn, params string[] calls) => Assert.Equal(calls, new BracketCalls().Read(turn).Select(Words));

    [Theory]
    [InlineData("""so <tool_call>{"name": "add", "arguments": {"a": 12, "b": 7}}</tool_call>""", "add a=12 b=7")]
    [InlineData("<tool_call>\n{\"name\":\"now\",\"arguments\":{}}\n</tool_call>", "now")]
    [InlineData("""<tool_call>{"name":"f","arguments":{}}</tool_call> <tool_call>{"name":"g","arguments":{}}</tool_call>""", "f", "g")]
    [InlineData("""<tool_call>{"name": "add", "argum""", "unreadable: the call is not finished: end it with </tool_call>")]
    [InlineData("""<tool_call>{"name": "add"}</tool_call>""", """unreadable: a call is an object such as {"name": "add", "arguments": {"a": 1}}""")]
    [InlineData(
        """<tool_call>{"name": 1, "arguments": {}}</tool_call>""", """unreadable: a call is an object such as {"name": "add", "arguments": {"a": 1}}""")]
    [InlineData("<tool_call>[]</tool_call>", """unreadable: a call is an object such as {"name": "add", "arguments": {"a": 1}}""")]
    [InlineData("19")]
    public void Calls_as_JSON_are_read(string turn, params string[] calls) => Assert.Equal(calls, new JsonCalls().Read(turn).Select(Words));

    [Theory]
    [InlineData("add(1)")]
    [InlineData("""{"name":"f","arguments":{"a":1,"a":2}}""")]
    public void A_call_that_is_no_JSON_is_told(string call) => Assert.StartsWith(
        "unreadable: the call is not JSON: ", Words(Assert.Single(new JsonCalls().Read($"<tool_call>{call}</tool_call>"))), StringComparison.Ordinal);

    [Fact]
    public void Results_follow_their_calls_in_order()
    {
        Assert.Equal("[19]", new BracketCalls().Write(["19"]));
        Assert.Equal("[19][a]b]", new BracketCalls().Write(["19", "a]b"]));
        Assert.Equal("\n<tool_response>\n19\n</tool_response>\n", new JsonCalls().Write(["19"]));
        Assert.Equal("\n<tool_response>\n1\n</tool_response>\n<tool_response>\n2\n</tool_response>\n", new JsonCalls().Write(["1", "2"]));
    }

    [Fact]
    public void Tools_are_described_as_the_protocol_calls_them()
    {
        Assert.Equal(
            "\nTools are called as in [name(1,\"text\")]:\nadd(a, b): Adds \"two\" numbers.\n  a: {\"type\":\"integer\"}\n  b: {\"type\":\"integer\"}\n",
            new BracketCalls().Describe([s_add]));

        var json = new JsonCalls().Describe([s_add]);
        using var tool = JsonDocument.Parse(json.Split("<tools>\n")[1].Split("\n</tools>")[0]);
        var function = tool.RootElement.GetProperty("function");
        Assert.Equal(("add", s_add.Description), (function.GetProperty("name").GetString(), function.GetProperty("description").GetString()));
        Assert.Equal(s_add.Parameters.GetRawText(), function.GetProperty("parameters").GetRawText());
    }

    private static string Words(ToolCall call) => call switch
    {
        ToolCall.Named named => string.Join(' ', named.Arguments.Select(argument => $"{argument.Key}={argument.Value.GetRawText()}").Prepend(named.Tool)),
        ToolCall.Positional positional => string.Join(' ', positional.Arguments.Select(argument => argument.GetRawText()).Prepend(positional.Tool)),
        ToolCall.Unreadable unreadable => $"unreadable: {unreadable.Why}",
        _ => "?",
    };
}
