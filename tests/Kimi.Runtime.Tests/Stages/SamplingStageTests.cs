using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Stages;

public sealed class SamplingStageTests
{
    private static readonly TinyRecipe s_tiny = new(fineTune: new() { Steps = 150, BatchSize = 10, LearningRate = 0.01, WarmupSteps = 10 });
    private static readonly Dictionary<string, string> s_answers =
        (from a in Enumerable.Range(0, 5) from b in Enumerable.Range(0, 5) select (a, b)).ToDictionary(sum => $"{sum.a}+{sum.b}=", sum => $"#{sum.a + sum.b}");

    [Fact]
    public async Task Shortest_rejection_sampling_keeps_a_correct_response_of_each_problem_that_has_one()
    {
        using var host = new TestHost();
        Stage<SampleShortestAttribute, Policy, PromptSet, Demonstrations> stage = new("Shortest", new() { MaxResponseTokens = 5 }, s_tiny.Sft, s_tiny.Problems)
        {
            Rewards = [new ExactAnswerRewardAttribute()],
        };

        var demonstrations = await host.RunAsync(Graph(stage), stage);

        var summary = Summary(host, "Shortest");
        Assert.Equal((20, 160), (summary["prompts"], summary["responses"]));
        Assert.Equal(20 - summary["promptsWithoutCorrect"], demonstrations.Count);
        Assert.All(demonstrations, demonstration => Assert.EndsWith(s_answers[demonstration.Prompt.Text], demonstration.Response, StringComparison.Ordinal));
        Assert.Equal(demonstrations.Count, demonstrations.DistinctBy(demonstration => demonstration.Prompt).Count());
    }

    [Fact]
    public async Task Long_cot_is_sampled_under_templates_and_demonstrated_under_the_plain_prompt()
    {
        using var host = new TestHost();
        var options = new SampleLongCotAttribute { MaxResponseTokens = 5, SamplesPerPrompt = 4, MaxProblems = 10, Templates = ["{prompt}", "0+{prompt}"] };
        Stage<SampleLongCotAttribute, Policy, PromptSet, Demonstrations> stage = new("Warm", options, s_tiny.Sft, s_tiny.Problems)
        {
            Rewards = [new ExactAnswerRewardAttribute()],
        };

        var demonstrations = await host.RunAsync(Graph(stage), stage);

        var summary = Summary(host, "Warm");
        Assert.Equal((20, 80), (summary["prompts"], summary["responses"]));
        Assert.All(demonstrations, demonstration => Assert.EndsWith(s_answers[demonstration.Prompt.Text], demonstration.Response, StringComparison.Ordinal));
        Assert.InRange(demonstrations.Count, 1, 10);
        Assert.Equal(demonstrations.Count, summary["keptOfTemplate1"] + summary["keptOfTemplate2"]);
        Assert.Equal(demonstrations.Count, File.ReadLines(Path.Combine(host.RunsFolder, "sampling", "latest", "Warm", "log", "kept.jsonl")).Count());
    }

    [Fact]
    public async Task A_template_without_the_prompt_is_reported_before_anything_runs()
    {
        using var host = new TestHost();
        Stage<SampleLongCotAttribute, Policy, PromptSet, Demonstrations> stage =
            new("Warm", new() { Templates = ["Think."] }, s_tiny.Sft, s_tiny.Problems) { Rewards = [new ExactAnswerRewardAttribute()] };

        var exception = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(Graph(stage)));

        Assert.Contains("put {prompt} where its prompt belongs", exception.Message, StringComparison.Ordinal);
        Assert.Empty(host.Log.Finished);
    }

    [Fact]
    public async Task Preferences_and_documents_are_made_of_correct_responses()
    {
        using var host = new TestHost();
        Stage<SamplePreferencesAttribute, Policy, PromptSet, Preferences> pairs =
            new("Pairs", new() { MaxResponseTokens = 5, Prefer = Preferred.Correct, PairsPerProblem = 3 }, s_tiny.Sft, s_tiny.Problems)
            {
                Rewards = [new ExactAnswerRewardAttribute()],
            };
        Stage<SampleQuestionAnswersAttribute, Policy, PromptSet, Corpus> documents =
            new("Documents", new() { MaxResponseTokens = 5 }, s_tiny.Sft, s_tiny.Problems) { Rewards = [new ExactAnswerRewardAttribute()] };

        var preferences = await host.RunAsync(Graph(pairs), pairs);
        var corpus = await host.RunAsync(Graph(documents), documents);

        Assert.NotEmpty(preferences);
        Assert.All(preferences, pair => Assert.EndsWith(s_answers[pair.Prompt.Text], pair.Chosen, StringComparison.Ordinal));
        Assert.All(preferences, pair => Assert.False(pair.Rejected.EndsWith(s_answers[pair.Prompt.Text], StringComparison.Ordinal)));
        Assert.NotEmpty(corpus);
        Assert.All(corpus, document => Assert.EndsWith(s_answers[document.Text[..4]], document.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_policy_that_answers_better_is_selected()
    {
        using var host = new TestHost();
        Stage<SelectPolicyAttribute, IReadOnlyList<Policy>, PromptSet, Policy> stage =
            new("Base", new() { MaxResponseTokens = 5 }, StageInput.List<Policy>(s_tiny.Initial, s_tiny.Sft), s_tiny.Problems)
            {
                Rewards = [new ExactAnswerRewardAttribute()],
            };

        var policy = await host.RunAsync(Graph(stage), stage);

        Assert.Equal((0, 1), (Summary(host, "Base")["Initial.selected"], Summary(host, "Base")["Sft.selected"]));
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(host.RunsFolder, "sampling", "latest", "Sft", "output", "model.safetensors")),
            File.ReadAllBytes(Path.Combine(policy.Folder, "model.safetensors")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task If_nothing_is_correct_or_scored_the_stage_stops_and_says_so(bool unscorable)
    {
        using var host = new TestHost();
        Stage<SampleShortestAttribute, Policy, PromptSet, Demonstrations> stage =
            new("Shortest", new() { MaxResponseTokens = 5 }, s_tiny.Initial, s_tiny.Problems)
            {
                Rewards = [unscorable ? new RewardAttribute<Unscorable>() : new RewardAttribute<Wrong>()],
            };

        var exception = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(Graph(stage), stage));

        Assert.Contains(unscorable ? "none of 160 responses could be scored"
            : "no correct response in 160 responses to 20 prompts, of which 0 are correct", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sampling_repeats()
    {
        Stage<SampleShortestAttribute, Policy, PromptSet, Demonstrations> stage = new("Shortest", new() { MaxResponseTokens = 5 }, s_tiny.Sft, s_tiny.Problems)
        {
            Rewards = [new ExactAnswerRewardAttribute()],
        };
        using var first = new TestHost();
        using var second = new TestHost();

        Assert.Equal((await first.RunAsync(Graph(stage), stage)).Examples, (await second.RunAsync(Graph(stage), stage)).Examples);
    }

    private static RecipeGraph Graph(Stage stage) => new("sampling", typeof(TinyRecipe), 1, s_tiny.Problems, s_tiny.Traces, s_tiny.Initial, s_tiny.Sft, stage);

    private static IReadOnlyDictionary<string, double> Summary(TestHost host, string stage) =>
        host.Log.Finished.Single(result => result.Stage == stage).Metrics;

    [ImplementationVersion(1)]
    private sealed class Wrong : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) => new(Verdict.Of(false));
    }

    [ImplementationVersion(1)]
    private sealed class Unscorable : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
            new(new Verdict.Unscorable("no reference"));
    }
}
