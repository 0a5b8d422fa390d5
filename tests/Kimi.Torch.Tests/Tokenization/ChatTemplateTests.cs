using System.Text;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Torch.Tokenization;

namespace Kimi.Torch.Tests.Tokenization;

public class ChatTemplateTests
{
    private const string ChatMl = """
        {%- for message in messages %}<|im_start|>{{ message.role }}
        {{ message.content }}<|im_end|>
        {% endfor %}{% if add_generation_prompt %}<|im_start|>assistant
        {% endif %}
        """;

    [Fact]
    public void A_conversation_becomes_the_text_that_the_template_writes()
    {
        var template = Template(ChatMl);
        var conversation = new Prompt.Conversation(
        [
            new(MessageRole.System, [new PromptPart.Text("Be brief.")]),
            new(MessageRole.User, [new PromptPart.Text("2+"), new PromptPart.Text("2?")]),
        ]);

        var text = template.Render(ChatTemplate.Json(conversation), asksForReply: true);

        Assert.Equal("<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\n2+2?<|im_end|>\n<|im_start|>assistant\n", text);
    }

    [Fact]
    public void Special_tokens_reach_the_template_as_text_or_as_objects()
    {
        var template = Template("{{ bos_token }}{{ eos_token }}", """ "bos_token": "<s>", "eos_token": {"content": "</s>", "lstrip": false} """);

        Assert.Equal("<s></s>", template.Render(new() { ["messages"] = new JsonArray() }, asksForReply: false));
    }

    [Fact]
    public void The_date_is_always_the_same()
    {
        var template = Template("{{ date_string }}|{{ strftime_now('%Y-%m-%d %d %b %Y') }}");

        Assert.Equal("26 Jul 2024|2024-07-26 26 Jul 2024", template.Render([], asksForReply: false));
    }

    [Fact]
    public void What_a_template_refuses_is_told_in_its_own_words()
    {
        var template = Template("{{ raise_exception('Only user and assistant roles are supported!') }}");

        var error = Assert.Throws<KimiException>(() => template.Render([], asksForReply: false));

        Assert.Contains("tokenizer_config.json' refuses the conversation: Only user and assistant roles", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ messages | ", "refuses")]
    [InlineData("{% for i in range(1000000000) %}{{ i }}{% endfor %}", "MiB")]
    [InlineData("{% macro f(x) %}{{ f(x) }}{% endmacro %}{{ f(1) }}", "deeper")]
    [InlineData("{% for i in range(30000) %}{% for j in range(30000) %}{% endfor %}{% endfor %}", "takes more than")]
    public void A_template_that_is_broken_or_never_ends_is_told(string text, string explanation)
    {
        var template = Template(text);

        var error = Assert.Throws<KimiException>(() => template.Render(new() { ["messages"] = new JsonArray() }, asksForReply: false));

        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
        Assert.Equal("x", Template("x").Render([], asksForReply: false));
    }

    [Fact]
    public void A_template_of_its_own_file_comes_before_the_one_in_the_configuration()
    {
        var files = new TokenizerFiles("here", new Dictionary<string, byte[]>
        {
            [TokenizerFiles.Config] = """{"chat_template": "old"}"""u8.ToArray(),
            ["chat_template.jinja"] = "new"u8.ToArray(),
        });

        Assert.Equal("new", ChatTemplate.Of(files)!.Render([], asksForReply: false));
        Assert.Null(ChatTemplate.Of(new("here", new Dictionary<string, byte[]>())));
    }

    [Fact]
    public void Of_several_templates_the_one_for_tools_is_taken_where_there_are_tools()
    {
        var template = Of("""{"chat_template": [{"name": "default", "template": "plain"}, {"name": "tool_use", "template": "tools"}]}""");

        Assert.Equal("plain", template.Render([], asksForReply: false));
        Assert.Equal("tools", template.Render(new() { ["tools"] = new JsonArray() }, asksForReply: false));
    }

    [Fact]
    public void A_template_renders_alike_on_several_threads()
    {
        var template = Template(ChatMl);
        var conversation = JsonNode.Parse("""{"messages": [{"role": "user", "content": "a"}]}""")!.ToJsonString();

        var texts = Enumerable.Range(0, 64).AsParallel().WithDegreeOfParallelism(4)
            .Select(_ => template.Render(JsonNode.Parse(conversation)!.AsObject(), asksForReply: true)).Distinct().ToList();

        Assert.Single(texts);
    }

    private static ChatTemplate Template(string text, string tokens = "") =>
        Of($$"""{"chat_template": {{JsonValue.Create(text).ToJsonString()}}{{(tokens.Length > 0 ? "," + tokens : "")}}}""");

    private static ChatTemplate Of(string config) =>
        ChatTemplate.Of(new("here", new Dictionary<string, byte[]> { [TokenizerFiles.Config] = Encoding.UTF8.GetBytes(config) }))!;
}
