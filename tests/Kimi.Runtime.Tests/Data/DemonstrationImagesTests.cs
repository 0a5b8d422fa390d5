using System.Text.Json.Serialization;
using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Data;

/// <summary>Images beside the demonstrations of a file, and in the messages of problems and demonstrations.</summary>
public sealed class DemonstrationImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestHost _host = new();

    public void Dispose()
    {
        _host.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Conversations_have_them_where_they_say_image_and_those_without_stay_text()
    {
        var demonstrations = await ReadAsync(
            new() { Layout = DemonstrationLayout.ShareGpt, ImageFields = ["image"], ImageFolder = Photos(2), EveryReply = true },
            """
            {"id": 1, "image": ["0.png", "1.png"], "conversations": [{"from": "human", "value": "<image>\nWhich?"}, {"from": "gpt", "value": "a"},
             {"from": "human", "value": "And <image>?"}, {"from": "gpt", "value": "b"}]}
            """,
            """{"id": 2, "conversations": [{"from": "human", "value": "hi"}, {"from": "gpt", "value": "hello"}]}""");

        Assert.Equal(
            [("0|\nWhich?", "a"), ("0|\nWhich?|a|And |1|?", "b"), ("hi", "hello")], demonstrations.Select(each => (Shown(each.Prompt), each.Response)));
    }

    [Fact]
    public async Task Prompts_have_them_before_their_text_and_the_response_is_text()
    {
        var demonstration = Assert.Single(await ReadAsync(
            new() { ImageFields = ["image"] }, $$$"""{"prompt": "Which?", "response": "<image>", "image": {"bytes": "{{{Base64(1)}}}"}}"""));

        Assert.Equal(("1|Which?", "<image>"), (Shown(demonstration.Prompt), demonstration.Response));
    }

    [Theory]
    [InlineData("""{"type": "image_url", "image_url": {"url": "data:image/png;base64,@"}}""", "messages")]
    [InlineData("""{"type": "input_image", "image_url": "data:image/png;base64,@"}""", "messages")]
    [InlineData("""{"type": "image", "image": {"bytes": "@"}, "text": null}""", "messages")]
    [InlineData("""{"type": "image", "path": "1.png"}""", "messages")]
    [InlineData("""{"type": "image"}""", "photo")]
    public async Task Parts_of_messages_are_images_or_their_places(string part, string field)
    {
        var demonstration = Assert.Single(await ReadAsync(
            new() { Layout = DemonstrationLayout.Messages, ImageFields = [field], ImageFolder = Photos(2) },
            $$$"""
            {"photo": "1.png", "messages": [{"role": "system", "content": "s"},
             {"role": "user", "content": [{"type": "text", "text": "a"}, {"text": "b"}, {{{part}}}, {"type": "input_text", "text": "c"}]},
             {"role": "assistant", "content": [{"type": "text", "text": "d"}]}]}
            """.Replace("@", Base64(1), StringComparison.Ordinal)));

        Assert.Equal(("s|ab|1|c", "d"), (Shown(demonstration.Prompt), demonstration.Response));
    }

    [Fact]
    public async Task Messages_of_problems_have_them_in_their_parts_too()
    {
        var path = Write($$$"""
            {"prompt": [{"role": "user", "content":
              [{"type": "image_url", "image_url": {"url": "data:;base64,{{{Base64(0)}}}"}}, {"type": "text", "text": "q"}]}],
             "reward_model": {"ground_truth": "7"}}
            """);
        var stage = new Stage<ProblemsFileAttribute, PromptSet>(
            "Read", new() { Path = path, Layout = ProblemLayout.Verl, ImageFields = ["prompt"] });

        var problem = Assert.Single(await _host.RunAsync(new("read", typeof(object), 1, stage), stage));

        Assert.Equal("0|q", Shown(problem.Prompt));
    }

    [Fact]
    public async Task Parts_of_messages_in_Parquet_have_bytes()
    {
        var path = _folder.File("chats.parquet");
        File.WriteAllBytes(path, DataFiles.Parquet([new ChatRow
        {
            Messages =
            [
                new() { Role = "user", Content = [new() { Type = "image", Image = new() { Bytes = Pictures.File(1) } }, new() { Type = "text", Text = "q" }] },
                new() { Role = "assistant", Content = [new() { Type = "text", Text = "r" }] },
            ],
        }]));

        var demonstration = Assert.Single(await ReadAsync(new() { Path = path, Layout = DemonstrationLayout.Messages, ImageFields = ["messages"] }));

        Assert.Equal(("1|q", "r"), (Shown(demonstration.Prompt), demonstration.Response));
    }

    [Theory]
    [InlineData("""[{"type": "image_url", "image_url": "x"}]""", "message 1 of 'messages' has an image, and no ImageFields are given: name 'messages' there")]
    [InlineData("""[{"type": "audio", "text": "x"}]""", "message 1 of 'messages' has a part that is neither text nor an image")]
    [InlineData("""[{"type": "image", "image": "1.png"}]""", "has an image in its parts, and 'messages' is not among ImageFields", "photo")]
    [InlineData("""[{"type": "image", "image": "1.png"}]""", "message 1 of 'messages' has an image by path, and no ImageFolder is given", "messages")]
    [InlineData("""[{"type": "image", "image": "https://here/1.png"}]""", "and only what is on this machine is read: download it", "messages")]
    [InlineData("""[{"type": "image", "image": {"bytes": "AAAA"}}]""", "the image in message 1 of 'messages' is no image in one of the formats", "messages")]
    [InlineData("""[{"type": "image"}]""", "its prompt shows image 1, and it has 0", "messages")]
    [InlineData("\"q\"", "chats.jsonl has no row with a field 'other'", "other")]
    public async Task What_is_no_image_is_told_with_its_row(string content, string message, params string[] fields)
    {
        var error = await Assert.ThrowsAsync<KimiException>(() => ReadAsync(
            new() { Layout = DemonstrationLayout.Messages, ImageFields = fields },
            $$"""{"messages": [{"role": "user", "content": {{content}}}, {"role": "assistant", "content": "r"}]}"""));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_the_assistant_shows_is_told()
    {
        var error = await Assert.ThrowsAsync<KimiException>(() => ReadAsync(
            new() { Layout = DemonstrationLayout.ShareGpt, ImageFields = ["image"], ImageFolder = Photos(1) },
            """{"image": "0.png", "conversations": [{"from": "human", "value": "q"}, {"from": "gpt", "value": "<image>"}]}"""));

        Assert.Contains("chats.jsonl(1)", error.Message, StringComparison.Ordinal);
        Assert.Contains("message 2 is the assistant's and has an image", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_sees_learns_from_such_a_file()
    {
        var path = Write([.. Enumerable.Range(0, 4).Select(i => $$$"""{"prompt": "?", "response": "#{{{i}}}", "image": {"bytes": "{{{Base64(i)}}}"}}""")]);
        var loaded = new Stage<LoadPolicyAttribute, Policy>("Base", new LoadPolicyAttribute(SeeingPolicies.Save(_folder.File("base"))));
        var examples = new Stage<DemonstrationsFileAttribute, Demonstrations>("Examples", new() { Path = path, ImageFields = ["image"] });
        var sft = new Stage<FineTuneAttribute, Policy, Demonstrations, Policy>(
            "Sft", new() { Steps = 60, BatchSize = 4, WarmupSteps = 2, LearningRate = 0.01, MicroBatchTokens = 32 }, loaded, examples);
        var problems = new Stage<ProblemsFileAttribute, PromptSet>("Problems", new() { Path = Questions(), ImageFields = ["image"] });
        var report = new Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation>(
            "Report", new() { MaxResponseTokens = 5 }, StageInput.List<Policy>(sft), problems)
        {
            Rewards = [new ExactAnswerRewardAttribute()],
        };

        var evaluation = await _host.RunAsync(new("seen", typeof(DemonstrationImagesTests), 1, loaded, examples, sft, problems, report), report);

        Assert.Equal(4, evaluation.Policies.Single().Greedy.Successes);

        string Questions()
        {
            var questions = _folder.File("questions.jsonl");
            File.WriteAllLines(
                questions, Enumerable.Range(0, 4).Select(i => $$$"""{"prompt": "?", "answer": "{{{i}}}", "image": {"bytes": "{{{Base64(i)}}}"}}"""));
            return questions;
        }
    }

    private static string Base64(int bright) => Convert.ToBase64String(Pictures.File(bright));

    // Of the first two pictures the number, and the texts.
    private static string Shown(Prompt prompt) => string.Join('|', (prompt switch
    {
        Prompt.Conversation conversation => conversation.Messages.SelectMany(message => message.Parts),
        Prompt.Continuation continuation => continuation.Parts,
        _ => [],
    }).Select(part => part switch
    {
        PromptPart.Image image => image.Hash == Hash(0) ? "0" : image.Hash == Hash(1) ? "1" : "?",
        _ => ((PromptPart.Text)part).Value,
    }));

    private static string Hash(int bright) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Pictures.File(bright)));

    private string Photos(int count)
    {
        var folder = Directory.CreateDirectory(_folder.File("photos")).FullName;
        for (var i = 0; i < count; i++)
            File.WriteAllBytes(Path.Combine(folder, $"{i}.png"), Pictures.File(i));
        return folder;
    }

    private string Write(params string[] lines)
    {
        var path = _folder.File("chats.jsonl");
        File.WriteAllLines(path, lines.Select(line => line.ReplaceLineEndings("")));
        return path;
    }

    private async Task<Demonstrations> ReadAsync(DemonstrationsFileAttribute options, params string[] lines)
    {
        if (options.Path.Length == 0)
            options.Path = Write(lines);
        var stage = new Stage<DemonstrationsFileAttribute, Demonstrations>("Read", options);
        return await _host.RunAsync(new("read", typeof(object), 1, stage), stage);
    }

    private sealed class ChatRow
    {
        [JsonPropertyName("messages")]
        public List<ChatMessage>? Messages { get; set; }
    }

    private sealed class ChatMessage
    {
        [JsonPropertyName("role")]
        public string? Role { get; set; }

        [JsonPropertyName("content")]
        public List<ChatPart>? Content { get; set; }
    }

    private sealed class ChatPart
    {
        [JsonPropertyName("type")]
        public string? Type { get; set; }

        [JsonPropertyName("text")]
        public string? Text { get; set; }

        [JsonPropertyName("image")]
        public ChatImage? Image { get; set; }
    }

    private sealed class ChatImage
    {
        [JsonPropertyName("bytes")]
        public byte[]? Bytes { get; set; }
    }
}
