using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Kimi.Dsl;
using Kimi.Torch.Files;
using Kimi.Torch.Tokenization.Jinja;

namespace Kimi.Torch.Tokenization;

/// <summary>
/// How a checkpoint writes a conversation as one text, in Jinja: of <c>chat_template.jinja</c>, <c>tokenizer_config.json</c> or <c>chat_template.json</c>.
/// </summary>
internal sealed class ChatTemplate
{
    private const string TemplateFile = "chat_template.jinja";
    private const string TemplateJson = "chat_template.json";
    private const string Key = "chat_template";
    private const string Usual = "default";
    private const string WithTools = "tool_use";

    private static readonly string[] s_specialTokens = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly string _source;
    private readonly IReadOnlyDictionary<string, string> _templates;
    private readonly IReadOnlyDictionary<string, string> _specialTokens;

    private ChatTemplate(string source, IReadOnlyDictionary<string, string> templates, IReadOnlyDictionary<string, string> specialTokens) =>
        (_source, _templates, _specialTokens) = (source, templates, specialTokens);

    /// <summary>The template among a tokenizer's files; null if there is none.</summary>
    /// <exception cref="KimiException">A file is broken.</exception>
    public static ChatTemplate? Of(TokenizerFiles files)
    {
        var config = files.Contents.TryGetValue(TokenizerFiles.Config, out var content) ? content : "{}"u8.ToArray();
        using var json = JsonPlace.Parse(config, files.NameOf(TokenizerFiles.Config));
        var root = new JsonPlace(json.RootElement, files.NameOf(TokenizerFiles.Config), "");
        var special = s_specialTokens.Select(name => (name, token: root.Optional(name)))
            .Where(entry => entry.token is not null)
            .ToDictionary(entry => entry.name, entry => Content(entry.token!.Value));
        if (files.Contents.TryGetValue(TemplateFile, out var template))
        {
            var text = Utf8.IsValid(template) ? Encoding.UTF8.GetString(template)
                : throw new KimiException($"'{files.NameOf(TemplateFile)}' is not UTF-8: copy or download it again");
            return new($"the chat template '{files.NameOf(TemplateFile)}'", new Dictionary<string, string> { [Usual] = text }, special);
        }

        if (root.Optional(Key) is { } inConfig)
            return new($"the chat template of '{files.NameOf(TokenizerFiles.Config)}'", Templates(inConfig), special);
        if (!files.Contents.TryGetValue(TemplateJson, out var ownFile))
            return null;
        using var ownJson = JsonPlace.Parse(ownFile, files.NameOf(TemplateJson));
        var own = new JsonPlace(ownJson.RootElement, files.NameOf(TemplateJson), "")[Key];
        return new($"the chat template '{files.NameOf(TemplateJson)}'", Templates(own), special);
    }

    /// <summary>Writes a conversation as text.</summary>
    /// <param name="conversation">An object with <c>messages</c> and whatever else the template reads, such as <c>tools</c>.</param>
    /// <param name="asksForReply">Whether the text ends where the reply to the last message begins.</param>
    /// <exception cref="KimiException">The template refuses it, or exceeds a limit.</exception>
    public string Render(JsonObject conversation, bool asksForReply)
    {
        var variables = new JsonObject { ["add_generation_prompt"] = asksForReply };
        foreach (var (name, token) in _specialTokens)
            variables[name] = token;
        foreach (var (name, value) in conversation)
            variables[name] = value?.DeepClone();
        var chosen = conversation["tools"] is not null && _templates.ContainsKey(WithTools) ? WithTools : Usual;
        var template = _templates.TryGetValue(chosen, out var named) ? named
            : throw new KimiException($"{_source} has the templates {string.Join(", ", _templates.Keys)} and none named {Usual}: add one");
        return JinjaTemplates.Render(template, variables.ToJsonString(s_json), _source);
    }

    /// <summary>A conversation as templates read it. Images become the parts that templates of models that see turn into placeholders.</summary>
    public static JsonObject Json(Prompt.Conversation conversation) => new()
    {
        ["messages"] = new JsonArray([.. conversation.Messages.Select(message => (JsonNode)new JsonObject
        {
            ["role"] = message.Role.ToString().ToLowerInvariant(),
            ["content"] = message.Parts.All(part => part is PromptPart.Text)
                ? string.Concat(message.Parts.OfType<PromptPart.Text>().Select(part => part.Value))
                : new JsonArray([.. message.Parts.Select(Part)]),
        })]),
    };

    private static JsonNode Part(PromptPart part) => part switch
    {
        PromptPart.Text text => new JsonObject { ["type"] = "text", ["text"] = text.Value },
        PromptPart.Image => new JsonObject { ["type"] = "image" },
        _ => throw new KimiException("a message has tokens, and a chat template writes text: give the message as text"),
    };

    private static Dictionary<string, string> Templates(JsonPlace place) => place.Element.ValueKind == JsonValueKind.Array
        ? place.Items.ToDictionary(item => item["name"].Text, item => item["template"].Text)
        : new() { [Usual] = place.Text };

    private static string Content(JsonPlace token) => token.Element.ValueKind == JsonValueKind.Object ? token["content"].Text : token.Text;
}
