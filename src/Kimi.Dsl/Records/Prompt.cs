using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>
/// What a policy is asked: something to continue, or the messages of a conversation. A string converts to a text to continue. Chat templates, and the
/// placeholders of images, are applied where tokens are made, by the policy's own tokenizer folder.
/// </summary>
[JsonConverter(typeof(PromptJson))]
public abstract record Prompt
{
    private Prompt()
    {
    }

    /// <summary>Its text, without images and tokens; of a conversation, the messages' texts on lines of their own.</summary>
    [JsonIgnore]
    public abstract string Text { get; }

    /// <summary>Its images, in the order in which they stand.</summary>
    [JsonIgnore]
    public IEnumerable<PromptPart.Image> Images => AllParts.OfType<PromptPart.Image>();

    /// <summary>Its text and the hashes of its images: what tells it apart from others that ask the same of other images.</summary>
    [JsonIgnore]
    public string TextAndImages => string.Join('\n', [Text, .. Images.Select(image => image.Hash)]);

    private protected abstract IEnumerable<PromptPart> AllParts { get; }

    /// <summary>A text to continue.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator Prompt(string text) => FromString(text);

    /// <summary>A text to continue.</summary>
    /// <param name="text">The text.</param>
    public static Prompt FromString(string text) => new Continuation([new PromptPart.Text(text)]);

    /// <inheritdoc/>
    public sealed override string ToString() => Text;

    /// <summary>Something to continue.</summary>
    /// <param name="Parts">Its parts, one after the other.</param>
    public sealed record Continuation(ValueList<PromptPart> Parts) : Prompt
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Text => Parts is [PromptPart.Text only] ? only.Value : TextOf(Parts);

        private protected override IEnumerable<PromptPart> AllParts => Parts;
    }

    /// <summary>Messages to answer.</summary>
    /// <param name="Messages">The messages, oldest first.</param>
    public sealed record Conversation(ValueList<Message> Messages) : Prompt
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Text => string.Join('\n', Messages.Select(message => TextOf(message.Parts)));

        private protected override IEnumerable<PromptPart> AllParts => Messages.SelectMany(message => message.Parts);
    }

    private static string TextOf(ValueList<PromptPart> parts) => string.Concat(parts.OfType<PromptPart.Text>().Select(part => part.Value));
}

/// <summary>Who a message is by.</summary>
public enum MessageRole
{
    /// <summary>Instructions that stand above the conversation.</summary>
    System,

    /// <summary>The one who asks.</summary>
    User,

    /// <summary>The policy.</summary>
    Assistant,

    /// <summary>A tool that the policy called.</summary>
    Tool,
}

/// <summary>A message of a conversation.</summary>
/// <param name="Role">Who it is by.</param>
/// <param name="Parts">What it says.</param>
public sealed record Message(MessageRole Role, ValueList<PromptPart> Parts);

/// <summary>A part of a prompt.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(Image), "image")]
[JsonDerivedType(typeof(Tokens), "tokens")]
public abstract record PromptPart
{
    private PromptPart()
    {
    }

    /// <summary>Text.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : PromptPart;

    /// <summary>An image. Its bytes lie in a content store, never in records.</summary>
    /// <param name="Hash">The SHA-256 of its bytes, in lower-case hexadecimal digits.</param>
    /// <param name="MediaType">Such as <c>image/png</c>.</param>
    public sealed record Image(string Hash, string MediaType) : PromptPart;

    /// <summary>Tokens as they are.</summary>
    /// <param name="Ids">Their ids in the policy's vocabulary.</param>
    public sealed record Tokens(ValueList<int> Ids) : PromptPart;
}

/// <summary>A text to continue is a JSON string, so that simple files stay simple; other prompts are <c>{"parts": […]}</c> or
/// <c>{"messages": […]}</c>.</summary>
internal sealed class PromptJson : JsonConverter<Prompt>
{
    public override bool CanConvert(Type typeToConvert) => typeof(Prompt).IsAssignableFrom(typeToConvert);

    public override Prompt Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString()!;
        return JsonSerializer.Deserialize<Form>(ref reader, options) switch
        {
            { Parts: { } parts, Messages: null } => new Prompt.Continuation(parts),
            { Parts: null, Messages: { } messages } => new Prompt.Conversation(messages),
            _ => throw new JsonException("a prompt is a text, or an object with either 'parts' or 'messages'"),
        };
    }

    public override void Write(Utf8JsonWriter writer, Prompt value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case Prompt.Continuation { Parts: [PromptPart.Text text] }:
                writer.WriteStringValue(text.Value);
                break;
            case Prompt.Continuation continuation:
                JsonSerializer.Serialize(writer, new Form { Parts = continuation.Parts }, options);
                break;
            case Prompt.Conversation conversation:
                JsonSerializer.Serialize(writer, new Form { Messages = conversation.Messages }, options);
                break;
        }
    }

    internal sealed record Form
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public ValueList<PromptPart>? Parts { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public ValueList<Message>? Messages { get; init; }
    }
}
