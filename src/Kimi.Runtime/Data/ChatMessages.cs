using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Data;

/// <summary>
/// The messages of a conversation, in the two forms that files have: <c>role</c> and <c>content</c>, and ShareGPT's <c>from</c> and <c>value</c>. Only what is
/// kept whole is read: text. Images and calls of tools are told.
/// </summary>
internal static class ChatMessages
{
    /// <summary>Reads them.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="value">The field's value.</param>
    /// <exception cref="FormatException">It is not a list of at least one message, or a message is more than text.</exception>
    public static ValueList<Message> Read(string field, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            throw new FormatException($"its field '{field}' is not a list of messages but {value.ValueKind.ToString().ToLowerInvariant()}");
        if (value.GetArrayLength() == 0)
            throw new FormatException($"its field '{field}' has no messages");
        return [.. value.EnumerateArray().Select((message, place) => One($"message {place + 1} of '{field}'", message))];
    }

    private static Message One(string what, JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{what} is not an object with role and content");
        if (message.TryGetProperty("tool_calls", out var calls) && calls.ValueKind != JsonValueKind.Null
            && !(calls.ValueKind == JsonValueKind.Array && calls.GetArrayLength() == 0))
            throw new FormatException($"{what} has tool_calls, and only text is read");
        return new(Role(what, Member(what, message, "role", "from")), [new PromptPart.Text(Text(what, Member(what, message, "content", "value")))]);
    }

    private static JsonElement Member(string what, JsonElement message, string name, string shareGptName) =>
        message.TryGetProperty(name, out var value) || message.TryGetProperty(shareGptName, out value)
            ? value
            : throw new FormatException($"{what} has no {name}");

    private static MessageRole Role(string what, JsonElement role) => (role.ValueKind == JsonValueKind.String ? role.GetString() : role.GetRawText()) switch
    {
        "system" or "developer" => MessageRole.System,
        "user" or "human" => MessageRole.User,
        "assistant" or "gpt" => MessageRole.Assistant,
        "tool" or "function" or "observation" => MessageRole.Tool,
        var other => throw new FormatException($"{what} is by '{other}', not by system, user, assistant or tool"),
    };

    // A list of parts, as vision datasets have it also where all are text.
    private static string Text(string what, JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString()!,
        JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(part => PartText(what, part))),
        var kind => throw new FormatException($"the content of {what} is not text but {kind.ToString().ToLowerInvariant()}"),
    };

    private static string PartText(string what, JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
        && (!part.TryGetProperty("type", out var type) || type.ValueEquals("text"))
            ? text.GetString()!
            : throw new FormatException($"{what} has a part that is not text, and only text is read");
}
