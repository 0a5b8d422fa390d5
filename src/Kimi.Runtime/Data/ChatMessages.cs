using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Data;

/// <summary>
/// The messages of a conversation, in the two forms that files have: <c>role</c> and <c>content</c>, and ShareGPT's <c>from</c> and <c>value</c>. Only what is
/// kept whole is read: text and images. Calls of tools are told.
/// </summary>
internal static class ChatMessages
{
    /// <summary>Reads them.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="value">The field's value.</param>
    /// <param name="image">Makes a part of an image in the named message: of what is written there, or of null where the part is only its place.</param>
    /// <exception cref="FormatException">It is not a list of at least one message, or a message is more than text and images.</exception>
    public static ValueList<Message> Read(string field, JsonElement value, Func<string, JsonElement?, PromptPart> image)
    {
        if (value.ValueKind != JsonValueKind.Array)
            throw new FormatException($"its field '{field}' is not a list of messages but {value.ValueKind.ToString().ToLowerInvariant()}");
        if (value.GetArrayLength() == 0)
            throw new FormatException($"its field '{field}' has no messages");
        return [.. value.EnumerateArray().Select((message, place) => One($"message {place + 1} of '{field}'", message, image))];
    }

    private static Message One(string what, JsonElement message, Func<string, JsonElement?, PromptPart> image)
    {
        if (message.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{what} is not an object with role and content");
        if (message.TryGetProperty("tool_calls", out var calls) && calls.ValueKind != JsonValueKind.Null
            && !(calls.ValueKind == JsonValueKind.Array && calls.GetArrayLength() == 0))
            throw new FormatException($"{what} has tool_calls, and only text and images are read");
        return new(Role(what, Member(what, message, "role", "from")), Parts(what, Member(what, message, "content", "value"), image));
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
    private static ValueList<PromptPart> Parts(string what, JsonElement content, Func<string, JsonElement?, PromptPart> image) => content.ValueKind switch
    {
        JsonValueKind.String => [new PromptPart.Text(content.GetString()!)],
        JsonValueKind.Array => Joined(content.EnumerateArray().Select(part => Part(what, part, image))),
        var kind => throw new FormatException($"the content of {what} is not text but {kind.ToString().ToLowerInvariant()}"),
    };

    // Texts that follow each other are one, and a message without parts is an empty text.
    private static ValueList<PromptPart> Joined(IEnumerable<PromptPart> parts)
    {
        var joined = new List<PromptPart>();
        foreach (var part in parts)
        {
            if (part is PromptPart.Text next && joined is [.., PromptPart.Text last])
                joined[^1] = new PromptPart.Text(last.Value + next.Value);
            else
                joined.Add(part);
        }

        return joined.Count > 0 ? [.. joined] : [new PromptPart.Text("")];
    }

    // As the services of OpenAI have parts, and datasets of transformers.
    private static PromptPart Part(string what, JsonElement part, Func<string, JsonElement?, PromptPart> image) =>
        part.ValueKind != JsonValueKind.Object ? throw Unread(what)
        : Find(part, "type") is { } type && !type.ValueEquals("text") && !type.ValueEquals("input_text")
            ? type.ValueEquals("image") || type.ValueEquals("image_url") || type.ValueEquals("input_image")
                ? image(what, Find(part, "image", "image_url", "url", "path"))
                : throw Unread(what)
        : Find(part, "text") is { ValueKind: JsonValueKind.String } text ? new PromptPart.Text(text.GetString()!)
        : throw Unread(what);

    private static JsonElement? Find(JsonElement part, params IReadOnlyList<string> names) => names
        .Select(name => part.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : (JsonElement?)null)
        .FirstOrDefault(value => value is not null);

    private static FormatException Unread(string what) => new($"{what} has a part that is neither text nor an image, and only these are read");
}
