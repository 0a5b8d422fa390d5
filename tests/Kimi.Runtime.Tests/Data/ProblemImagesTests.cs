using System.Text.Json.Serialization;
using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Data;

/// <summary>Images beside the problems of a file.</summary>
public sealed class ProblemImagesTests : IDisposable
{
    private const string Question = "Which?";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Images_come_as_bytes_as_addresses_and_from_files_below_the_folder_and_are_kept()
    {
        var photos = Directory.CreateDirectory(_folder.File("photos/2026")).Parent!.FullName;
        File.WriteAllBytes(Path.Combine(photos, "2026", "c.png"), Pictures.File(2));
        using var host = new TestHost();

        var problem = Assert.Single(await ReadAsync(
            host,
            new() { ImageFields = ["a", "b"], ImageFolder = photos },
            $$"""
            {"prompt": "{{Question}}", "answer": "1", "a": {"bytes": "{{Base64(0)}}", "path": null},
             "b": ["data:image/png;base64,{{Base64(1)}}", {"bytes": null, "path": "2026/c.png"}]}
            """));

        Assert.Equal(Question, problem.Prompt.Text);
        Assert.Equal(new PromptPart.Text(Question), Assert.IsType<Prompt.Continuation>(problem.Prompt).Parts[^1]);
        Assert.Equal([Pictures.File(0), Pictures.File(1), Pictures.File(2)], problem.Prompt.Images.Select(image => Kept(host, image)));
    }

    [Theory]
    [InlineData("<image>And <image>?", "0|And |1|?")]
    [InlineData("<image 2> and <image 1>?", "1| and |0|?")]
    [InlineData("None is named", "0|1|None is named")]
    public async Task Images_stand_where_the_prompt_names_them_and_else_before_its_text(string prompt, string parts)
    {
        using var host = new TestHost();

        var problem = Assert.Single(await ReadAsync(
            host, new() { ImageFields = ["images"] },
            $$"""{"prompt": "{{prompt}}", "answer": "1", "images": [{"bytes": "{{Base64(0)}}"}, {"bytes": "{{Base64(1)}}"}] }"""));

        Assert.Equal(parts, string.Join('|', Assert.IsType<Prompt.Continuation>(problem.Prompt).Parts.Select(part => part switch
        {
            PromptPart.Image image => Kept(host, image).SequenceEqual(Pictures.File(0)) ? "0" : "1",
            _ => ((PromptPart.Text)part).Value,
        })));
    }

    [Fact]
    public async Task In_a_conversation_they_stand_in_the_first_message_of_the_user()
    {
        using var host = new TestHost();

        var problem = Assert.Single(await ReadAsync(
            host, new() { Layout = ProblemLayout.Verl, ImageFields = ["images"] },
            $$"""
            {"prompt": [{"role": "system", "content": "s"}, {"role": "user", "content": "q"}], "reward_model": {"ground_truth": "7"},
             "images": [{"bytes": "{{Base64(0)}}"}]}
            """));

        var messages = Assert.IsType<Prompt.Conversation>(problem.Prompt).Messages;
        Assert.Single(messages[0].Parts);
        Assert.IsType<PromptPart.Image>(messages[1].Parts[0]);
        Assert.Equal(new PromptPart.Text("q"), messages[1].Parts[1]);
    }

    [Fact]
    public async Task Parquet_has_bytes_and_path_in_a_group_or_bytes_alone()
    {
        var path = _folder.File("problems.parquet");
        File.WriteAllBytes(path, DataFiles.Parquet(
            [new PictureRow { Prompt = Question, Answer = "3", Image = new() { Bytes = Pictures.File(3), Path = "3.png" }, Thumbnail = Pictures.File(1) }]));
        using var host = new TestHost();

        var problem = Assert.Single(await ReadAsync(host, new() { Path = path, ImageFields = ["image", "thumbnail"] }));

        Assert.Equal([Pictures.File(3), Pictures.File(1)], problem.Prompt.Images.Select(image => Kept(host, image)));
    }

    [Theory]
    [InlineData("""{"bytes": "AAAA"}""", "the image in its field 'image' is no image in one of the formats")]
    [InlineData("""{"bytes": "%"}""", "has an image whose bytes are not written in base64")]
    [InlineData("7", "its field 'image' is no image but number")]
    [InlineData("\"../out.png\"", "which leads out of")]
    [InlineData("\"none.png\"", "has no file")]
    public async Task What_is_no_image_is_told_with_its_row(string image, string message)
    {
        File.WriteAllBytes(_folder.File("out.png"), Pictures.File(0));
        using var host = new TestHost();
        var options = new ProblemsFileAttribute { ImageFields = ["image"], ImageFolder = Directory.CreateDirectory(_folder.File("photos")).FullName };

        var error = await Assert.ThrowsAsync<KimiException>(
            () => ReadAsync(host, options, $$$"""{"prompt": "{{{Question}}}", "answer": "1", "image": {{{image}}}}"""));

        Assert.Contains("problems.jsonl(1)", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<image 2>", "its prompt shows image 2, and it has 1")]
    [InlineData("<image><image>", "its prompt shows image 2, and it has 1")]
    public async Task A_prompt_that_shows_what_is_not_there_is_told(string prompt, string message)
    {
        using var host = new TestHost();

        var error = await Assert.ThrowsAsync<KimiException>(() => ReadAsync(
            host, new() { ImageFields = ["image"] }, $$$"""{"prompt": "{{{prompt}}}", "answer": "1", "image": {"bytes": "{{{Base64(0)}}}"}}"""));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static byte[] Kept(TestHost host, PromptPart.Image image) => File.ReadAllBytes(Path.Combine(host.RunsFolder, ".store", ".images", image.Hash));

    private static string Base64(int bright) => Convert.ToBase64String(Pictures.File(bright));

    private async Task<IReadOnlyList<Problem>> ReadAsync(TestHost host, ProblemsFileAttribute options, params string[] lines)
    {
        if (options.Path.Length == 0)
        {
            options.Path = _folder.File("problems.jsonl");
            File.WriteAllLines(options.Path, lines.Select(line => line.ReplaceLineEndings("")));
        }

        var stage = new Stage<ProblemsFileAttribute, PromptSet>("Read", options);
        return await host.RunAsync(new("read", typeof(object), 1, stage), stage);
    }

    private sealed class PictureRow
    {
        [JsonPropertyName("prompt")]
        public string? Prompt { get; set; }

        [JsonPropertyName("answer")]
        public string? Answer { get; set; }

        [JsonPropertyName("image")]
        public PictureCell? Image { get; set; }

        [JsonPropertyName("thumbnail")]
        public byte[]? Thumbnail { get; set; }
    }

    private sealed class PictureCell
    {
        [JsonPropertyName("bytes")]
        public byte[]? Bytes { get; set; }

        [JsonPropertyName("path")]
        public string? Path { get; set; }
    }
}
