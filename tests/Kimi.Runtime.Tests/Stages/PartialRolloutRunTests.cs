using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>Whole runs in which responses spread over iterations: an untrained policy, whose responses' lengths are geometric, so that some are far longer than
/// most.</summary>
public sealed class PartialRolloutRunTests
{
    private const int Iterations = 12;

    [Fact]
    public async Task Every_kind_of_stop_occurs_and_every_prompt_is_accounted_for()
    {
        using var host = new TestHost();

        await host.RunAsync(Recipe(new() { TokenBudget = 6 }).Graph);

        var steps = host.Log.Steps;
        Assert.Equal(Iterations, steps.Count);
        foreach (var metric in new[] { "cutByBudget", "ended.EndOfText", "ended.LengthLimit", "ended.Repetition" })
            Assert.Contains(steps, step => step.Values.GetValueOrDefault(metric) > 0);
        foreach (var (index, step) in steps.Index())
        {
            var dropped = step.Values.Where(metric => metric.Key.StartsWith("promptsDropped.", StringComparison.Ordinal)).Sum(metric => metric.Value);
            Assert.Equal(8 * (index + 1), step.Values["promptsDrawn"]);
            Assert.Equal(step.Values["promptsDrawn"], step.Values["promptsTrained"] + step.Values["promptsWaiting"] + dropped);
        }
    }

    [Fact]
    public async Task A_stopped_run_continues_its_half_finished_responses()
    {
        // Bits are compared between processes; within one, threads of other tests change the last bits.
        var recipe = Recipe(new() { TokenBudget = 6, MaxAge = 4 });
        using var uninterrupted = new TestHost();
        await uninterrupted.RunAsync(recipe.Graph);
        using var host = new TestHost();
        foreach (var stopAfter in new[] { 3, 4, 8 })
        {
            using var stop = new CancellationTokenSource();
            host.Log.OnStep = step =>
            {
                if (step.Step == stopAfter)
                    stop.Cancel();
            };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.RunAsync(recipe.Graph, cancellationToken: stop.Token));
        }

        host.Log.OnStep = null;
        await host.RunAsync(recipe.Graph);

        Assert.Equal([4, 5, 9], host.Log.StartedFrom.OfType<int>());
        foreach (var metric in new[] { "promptsDrawn", "promptsTrained", "promptsWaiting", "promptsDropped.TooOld", "cutByBudget" })
            Assert.Equal(Values(uninterrupted, metric), Values(host, metric));
    }

    [Fact]
    public async Task A_limit_of_tokens_ends_the_stage_after_the_iteration_that_reaches_it_and_a_stopped_run_counts_on()
    {
        using var unlimited = new TestHost();
        await unlimited.RunAsync(Recipe(new() { TokenBudget = 6 }).Graph);
        var tokens = Values(unlimited, "generatedTokens").ToList();
        var recipe = Recipe(new() { TokenBudget = 6 }, maxGeneratedTokens: (long)tokens.Take(5).Sum());
        using var host = new TestHost();
        using var stop = new CancellationTokenSource();
        host.Log.OnStep = step =>
        {
            if (step.Step == 2)
                stop.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.RunAsync(recipe.Graph, cancellationToken: stop.Token));
        host.Log.OnStep = null;

        await host.RunAsync(recipe.Graph);

        Assert.Equal(tokens.Take(5), Values(host, "generatedTokens"));
        var summary = host.Log.Finished.Last(result => result.Metrics.ContainsKey("iterations")).Metrics;
        Assert.Equal((5, tokens.Take(5).Sum()), (summary["iterations"], summary["generatedTokens"]));
    }

    [Fact]
    public async Task Excluded_segments_change_what_is_learnt()
    {
        using var host = new TestHost();
        var (all, current) =
            (Recipe(new() { TokenBudget = 6 }), Recipe(new() { TokenBudget = 6, MaxSegmentAge = PartialRolloutsAttribute.CurrentSegmentOnly }));

        Assert.NotEqual(Weights(await host.RunAsync(all.Graph, all.LongCot)), Weights(await host.RunAsync(current.Graph, current.LongCot)));
    }

    private static IEnumerable<double> Values(TestHost host, string metric) => host.Log.Steps.Select(step => step.Values[metric]);

    private static byte[] Weights(Policy policy) => File.ReadAllBytes(Path.Combine(policy.Folder, "model.safetensors"));

    private static ReinforceRecipe Recipe(PartialRolloutsAttribute partial, long maxGeneratedTokens = 0) => new(
        new()
        {
            Iterations = Iterations,
            PromptsPerIteration = 8,
            SamplesPerPrompt = 4,
            MaxResponseTokens = 40,
            StepsPerIteration = 2,
            CheckpointEvery = 100,
            Temperature = 0.6,
            MaxGeneratedTokens = maxGeneratedTokens,
        },
        partial,
        new StopRepetitionAttribute { PatternTokens = 1, Repeats = 3 });

    /// <summary>Reinforcement of random weights on a reward that a third of all responses earn.</summary>
    private sealed class ReinforceRecipe
    {
        internal ReinforceRecipe(ReinforceAttribute options, params RolloutRuleAttribute[] rules)
        {
            var problems = new Stage<ProblemsAttribute, PromptSet>("Problems", new ProblemsAttribute<Sums> { Count = 20, Split = Split.All });
            var initial = new Stage<InitializeTransformerAttribute, Policy>("Initial", new()
            {
                Layers = 1,
                HiddenSize = 16,
                AttentionHeads = 2,
                KeyValueHeads = 1,
                FeedForwardSize = 24,
                ContextLength = 48,
                Alphabet = "0123456789+=#",
            });
            LongCot = new("LongCot", options, initial, problems)
            {
                Objective = new MirrorDescentAttribute(),
                Rewards = [new RewardAttribute<LengthByThree>()],
                RolloutRules = rules,
            };
            Graph = new("partial", typeof(ReinforceRecipe), 1, problems, initial, LongCot);
        }

        internal Stage<ReinforceAttribute, Policy, PromptSet, Policy> LongCot { get; }

        internal RecipeGraph Graph { get; }
    }

    [ImplementationVersion(1)]
    private sealed class LengthByThree : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
            new(Verdict.Of(rollout.Text.Length % 3 == 0));
    }
}
