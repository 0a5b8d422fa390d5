using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Tokenization;
using Xunit.Abstractions;

namespace Kimi.Torch.Tests.Tokenization;

/// <summary>Published chat templates write what node writes with the same interpreter. <c>tests/install-tokenizers.sh</c> brings the files.</summary>
[Trait("Category", "Tokenizers")]
public sealed class PublishedTemplateTests(ITestOutputHelper output)
{
    private static readonly string[] s_conversations =
        File.ReadAllLines(Path.Combine(TestData.Repository, "tests", "Kimi.Torch.Tests", "Tokenization", "conversations.jsonl"));

    [Fact]
    public void Published_templates_write_what_node_writes()
    {
        var folders = Directory.GetDirectories(TestData.Tokenizer("templates")).Concat(Directory.GetDirectories(TestData.Tokenizer(".")))
            .Where(folder => File.Exists(Path.Combine(folder, "tokenizer_config.json")))
            .Select(folder => (Name: Path.GetFileName(folder), Template: ChatTemplate.Of(FilesOf(folder)), Config: ConfigOf(folder)))
            .Where(entry => entry.Template is not null)
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .ToList();
        var orders = new JsonArray();
        var ours = new List<(string What, string Text)>();
        foreach (var (name, template, config) in folders)
        {
            foreach (var (number, text) in s_conversations.Index())
            {
                var conversation = JsonNode.Parse(text)!.AsObject();
                var (order, asks) = (conversation.DeepClone().AsObject(), number % 2 == 0 || number > 8);
                order["add_generation_prompt"] = asks;
                foreach (var token in config.Where(entry => entry.Key.EndsWith("_token", StringComparison.Ordinal) && entry.Value is not null))
                    order[token.Key] = token.Value is JsonObject added ? added["content"]!.DeepClone() : token.Value!.DeepClone();
                orders.Add(new JsonObject { ["template"] = TextOf(config, conversation.ContainsKey("tools")), ["variables"] = order });
                ours.Add(($"{name} {number}", Rendered(template!, conversation, asks)));
            }
        }

        var theirs = Node(orders);
        var misses = ours.Zip(theirs).Where(pair => pair.First.Text != pair.Second).Select(pair => (pair.First.What, pair.First.Text, pair.Second)).ToList();
        TestData.Tried(output, $"{folders.Count} chat templates × {s_conversations.Length} conversations against node, {misses.Count} mismatches; "
            + $"{theirs.Count(text => text.StartsWith("refused: ", StringComparison.Ordinal))} refused by both");
        Assert.True(folders.Count >= 10);
        Assert.Empty(misses);
    }

    private static string Rendered(ChatTemplate template, JsonObject conversation, bool asks)
    {
        try
        {
            return template.Render(conversation, asks);
        }
        catch (KimiException exception)
        {
            return $"refused: {exception.InnerException!.Message}";
        }
    }

    private static List<string> Node(JsonArray orders)
    {
        var script = Path.Combine(TestData.Repository, "tests", "Kimi.Torch.Tests", "Tokenization", "render.cjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, Path.Combine(TestData.Tokenizer("jinja"), "index.cjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        node.StandardInput.Write(orders.ToJsonString());
        node.StandardInput.Close();
        var texts = JsonSerializer.Deserialize<List<string>>(node.StandardOutput.ReadToEnd())!;
        node.WaitForExit();
        return texts;
    }

    private static TokenizerFiles FilesOf(string folder) => new(
        folder, new Dictionary<string, byte[]> { [TokenizerFiles.Config] = File.ReadAllBytes(Path.Combine(folder, "tokenizer_config.json")) });

    private static JsonObject ConfigOf(string folder) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "tokenizer_config.json")))!.AsObject();

    private static string TextOf(JsonObject config, bool hasTools) => config["chat_template"] is JsonArray several
        ? several.Single(item => item!["name"]!.GetValue<string>() == (hasTools ? "tool_use" : "default"))!["template"]!.GetValue<string>()
        : config["chat_template"]!.GetValue<string>();
}
