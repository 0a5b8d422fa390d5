using System.ComponentModel;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>Runs in which the policy has tools.</summary>
public sealed class ToolRunTests
{
    [Fact]
    public async Task A_run_counts_turns_and_cut_replies_and_logs_them()
    {
        using var host = new TestHost();
        var tiny = new TinyRecipe();
        var tools = new ToolsAttribute<Oracle, AlwaysCalls> { DescribeTools = false, MaxTurns = 2, MaxReplyTokens = 2 };

        await host.RunAsync(Graph(tiny, tools, out var report), new() { Until = report });

        var summary = host.Log.Finished.Single(result => result.Stage == "Acting").Metrics;
        Assert.InRange(summary["severalTurns"], 0.01, 1);
        Assert.Equal(1 + summary["severalTurns"], summary["turns"], 1e-9);
        Assert.Equal(1, summary["repliesCut"]);
        Assert.DoesNotContain("turns", host.Log.Finished.Single(result => result.Stage == "Sft").Metrics.Keys);
        var lines = Directory.EnumerateFiles(Path.Combine(host.RunsFolder, "tools", "latest", "Acting", "log", "responses")).SelectMany(File.ReadLines);
        var replies = lines.SelectMany(line => JsonNode.Parse(line)!["turns"]?.AsArray() ?? []).Where(turn => (string)turn!["by"]! == "environment").ToList();
        Assert.NotEmpty(replies);
        Assert.All(replies, reply => Assert.Equal(("12", true), ((string)reply!["text"]!, (bool)reply["isCut"]!)));
    }

    [Fact]
    public async Task A_class_without_tools_is_told_before_the_first_stage()
    {
        using var host = new TestHost();

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(Graph(new TinyRecipe(), new ToolsAttribute<string>(), out _)));

        Assert.StartsWith("[String] on stage Acting gives the policy the tools of String, which has none", error.Message, StringComparison.Ordinal);
        Assert.Empty(host.Log.StartedFrom);
    }

    // The build says the same, which the tests of its rules show.
    [Theory]
    [InlineData(typeof(Bare.Words), ToolSentences.None)]
    [InlineData(typeof(Doubled.Words), ToolSentences.Twice)]
    public async Task Tools_that_are_missing_or_of_one_name_are_told_by_the_sentence_of_the_build(Type tools, string sentence)
    {
        using var host = new TestHost();
        var environment = (EnvironmentAttribute)Activator.CreateInstance(typeof(ToolsAttribute<>).MakeGenericType(tools))!;

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(Graph(new TinyRecipe(), environment, out _)));

        Assert.Equal(sentence, error.Message);
    }

    private static RecipeGraph Graph(TinyRecipe tiny, EnvironmentAttribute tools, out Stage report)
    {
        report = new Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation>(
            "Acting", new() { MaxResponseTokens = 6, SamplesPerPrompt = 4 }, StageInput.List<Policy>(tiny.Sft), tiny.Problems)
        {
            Rewards = [new ExactAnswerRewardAttribute()],
            Environment = tools,
        };
        return new("tools", typeof(TinyRecipe), 1, tiny.Problems, tiny.Traces, tiny.Initial, tiny.Sft, report);
    }

    internal static class Bare
    {
        public sealed class Words
        {
            public int CountAll() => 1;
        }
    }

    internal static class Doubled
    {
        public sealed class Words
        {
            [Description("Counts.")]
            public int CountAll() => 1;

            [Description("Counts.")]
            public Task<int> CountAllAsync() => Task.FromResult(1);
        }
    }

    public sealed class Oracle
    {
        [Description("Knows all there is to know.")]
        public string Ask() => "1234";
    }

    /// <summary>Takes every turn for a call.</summary>
    [ImplementationVersion(1)]
    public sealed class AlwaysCalls : IToolProtocol
    {
        public IReadOnlyList<string> TurnEnds => [];

        public string Describe(IReadOnlyList<ToolDescription> tools) => "";

        public IReadOnlyList<ToolCall> Read(string turn) => [new ToolCall.Positional("ask", [])];

        public string Write(IReadOnlyList<string> results) => string.Concat(results);
    }
}
