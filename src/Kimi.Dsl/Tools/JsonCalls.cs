using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kimi.Dsl;

/// <summary>
/// Calls as models of the Hermes and Qwen families write them: <c>&lt;tool_call&gt;{"name": "add", "arguments": {"a": 12, "b": 7}}&lt;/tool_call&gt;</c> gets
/// the reply <c>&lt;tool_response&gt;19&lt;/tool_response&gt;</c>, with line breaks around the tags. The texts are those of Qwen's chat template.
/// Where a result or a description itself contains such a tag, its <c>&lt;</c> is written as <c>\u003c</c>, as JSON may write it: a tool can neither end its
/// response early nor write a call.
/// </summary>
[ImplementationVersion(2)]
public sealed partial class JsonCalls : IToolProtocol
{
    private const string Start = "<tool_call>";
    private const string End = "</tool_call>";

    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => [End];

    /// <inheritdoc/>
    public string Describe(IReadOnlyList<ToolDescription> tools) =>
        $$"""


        # Tools

        You may call one or more functions to assist with the user query.

        You are provided with function signatures within <tools></tools> XML tags:
        <tools>
        {{string.Join('\n', tools.Select(tool => WithoutTags(Describe(tool))))}}
        </tools>

        For each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:
        <tool_call>
        {"name": <function-name>, "arguments": <args-json-object>}
        </tool_call>

        """.ReplaceLineEndings("\n");

    /// <inheritdoc/>
    public IReadOnlyList<ToolCall> Read(string turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var calls = new List<ToolCall>();
        for (var start = turn.IndexOf(Start, StringComparison.Ordinal); start >= 0;)
        {
            var end = turn.IndexOf(End, start, StringComparison.Ordinal);
            if (end < 0)
            {
                calls.Add(new ToolCall.Unreadable($"the call is not finished: end it with {End}"));
                break;
            }

            calls.Add(Parse(turn[(start + Start.Length)..end]));
            start = turn.IndexOf(Start, end, StringComparison.Ordinal);
        }

        return calls;
    }

    /// <inheritdoc/>
    public string Write(IReadOnlyList<string> results) =>
        $"\n{string.Concat(results.Select(result => $"<tool_response>\n{WithoutTags(result)}\n</tool_response>\n"))}";

    private static string Describe(ToolDescription tool) =>
        $"{{\"type\": \"function\", \"function\": {{\"name\": {Quote(tool.Name)}, \"description\": {Quote(tool.Description)}, "
        + $"\"parameters\": {tool.Parameters.GetRawText()}}}}}";

    private static string WithoutTags(string text) => TagStart().Replace(text, @"\u003c");

    private static string Quote(string text) => JsonSerializer.Serialize(text, RecordJson.Options);

    private static ToolCall Parse(string text)
    {
        try
        {
            using var call = JsonDocument.Parse(text, new() { AllowDuplicateProperties = false });
            if (call.RootElement.ValueKind != JsonValueKind.Object
                || !call.RootElement.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String
                || !call.RootElement.TryGetProperty("arguments", out var arguments) || arguments.ValueKind != JsonValueKind.Object)
            {
                return new ToolCall.Unreadable("""a call is an object such as {"name": "add", "arguments": {"a": 1}}""");
            }

            return new ToolCall.Named(
                name.GetString()!,
                arguments.EnumerateObject().ToDictionary(argument => argument.Name, argument => argument.Value.Clone(), StringComparer.Ordinal));
        }
        catch (JsonException exception)
        {
            return new ToolCall.Unreadable($"the call is not JSON: {exception.Message}");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            return new ToolCall.Unreadable("the call is not JSON: it has half a character");
        }
    }

    [GeneratedRegex("<(?=/?(tool_call|tool_response|tools)>)")]
    private static partial Regex TagStart();
}
