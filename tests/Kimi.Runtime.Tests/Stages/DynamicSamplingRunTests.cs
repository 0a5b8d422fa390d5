using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>Runs whose groups teach nothing, or something, by problem, so that others are drawn in their place.</summary>
public sealed class DynamicSamplingRunTests
{
    private const int Problems = 20;
    private const int Drawn = 4;

    [Fact]
    public async Task Groups_that_teach_nothing_are_replaced_and_the_ledger_accounts_for_each()
    {
        using var without = new TestHost();
        await without.RunAsync(Recipe<HalfTeach>(maxRefills: 0));
        using var host = new TestHost();
        await host.RunAsync(Recipe<HalfTeach>(maxRefills: 3));

        Assert.All(without.Log.Steps, step => Assert.Equal(0, step.Values["promptsRefilled"]));
        foreach (var (index, step) in host.Log.Steps.Index())
        {
            var dropped = step.Values.Where(metric => metric.Key.StartsWith("promptsDropped.", StringComparison.Ordinal)).Sum(metric => metric.Value);
            Assert.Equal((Drawn * (index + 1)) + step.Values["promptsRefilled"], step.Values["promptsDrawn"]);
            Assert.Equal(step.Values["promptsDrawn"], step.Values["promptsTrained"] + dropped);
        }

        // Half of the problems teach: on average 2 of 4, and after three refills nearly all 4.
        var (few, many) = (without.Log.Steps[^1].Values["promptsTrained"], host.Log.Steps[^1].Values["promptsTrained"]);
        Assert.True(many >= 1.5 * few, $"{few} prompts without refills, {many} with");
        Assert.InRange(many, few, Drawn * host.Log.Steps.Count);
    }

    [Fact]
    public async Task A_problem_is_drawn_once_an_iteration_and_refills_end_when_all_were_drawn()
    {
        using var host = new TestHost();

        await host.RunAsync(Recipe<NothingTeaches>(maxRefills: 1_000));

        Assert.All(host.Log.Steps.Index(), step => Assert.Equal(Problems * (step.Index + 1), step.Item.Values["promptsDrawn"]));
        Assert.All(Iterations(host), problems => Assert.Equal(Problems, problems.Distinct().Count()));
    }

    [Fact]
    public async Task Refills_are_bounded()
    {
        using var host = new TestHost();

        await host.RunAsync(Recipe<NothingTeaches>(maxRefills: 2));

        Assert.All(host.Log.Steps.Index(), step => Assert.Equal(2 * Drawn * (step.Index + 1), step.Item.Values["promptsRefilled"]));
        Assert.Equal(host.Log.Steps[^1].Values["promptsDrawn"], host.Log.Steps[^1].Values["promptsDropped.NoSignal"]);
    }

    [Fact]
    public async Task What_is_drawn_does_not_depend_on_how_long_verdicts_take()
    {
        using var quick = new TestHost();
        await quick.RunAsync(Recipe<HalfTeach>(maxRefills: 3, iterations: 1));
        using var slow = new TestHost();
        await slow.RunAsync(Recipe<HalfTeachSlowly>(maxRefills: 3, iterations: 1));

        Assert.Equal(Iterations(quick), Iterations(slow));
    }

    [Fact]
    public async Task A_stopped_run_goes_on_counting_refills()
    {
        using var whole = new TestHost();
        await whole.RunAsync(Recipe<HalfTeach>(maxRefills: 2));
        using var host = new TestHost();
        using var stop = new CancellationTokenSource();
        host.Log.OnStep = step =>
        {
            if (step.Step == 2)
                stop.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.RunAsync(Recipe<HalfTeach>(maxRefills: 2), cancellationToken: stop.Token));

        host.Log.OnStep = null;
        await host.RunAsync(Recipe<HalfTeach>(maxRefills: 2));

        Assert.Equal(3, host.Log.StartedFrom[^1]);
        foreach (var metric in new[] { "promptsDrawn", "promptsRefilled", "promptsTrained", "promptsDropped.NoSignal" })
            Assert.Equal(whole.Log.Steps.Select(step => step.Values[metric]), host.Log.Steps.Select(step => step.Values[metric]));
    }

    // The problems that each iteration drew, in their order.
    private static List<List<string>> Iterations(TestHost host) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(host.RunsFolder, "refills", "latest", "Tuned", "log", "rollouts")).Order(StringComparer.Ordinal)
            .Select(file => File.ReadLines(file)
                .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
                .DistinctBy(rollout => rollout.GetProperty("group").GetInt32())
                .Select(rollout => rollout.GetProperty("problem").GetString()!)
                .ToList()),
    ];

    private static RecipeGraph Recipe<TReward>(int maxRefills, int iterations = 6)
        where TReward : class, IReward
    {
        var problems = new Stage<ProblemsAttribute, PromptSet>("Problems", new ProblemsAttribute<Sums> { Count = Problems, Split = Split.All });
        var initial = new Stage<InitializeTransformerAttribute, Policy>("Initial", new()
        {
            Layers = 1,
            HiddenSize = 16,
            AttentionHeads = 2,
            KeyValueHeads = 1,
            FeedForwardSize = 24,
            ContextLength = 24,
            Alphabet = "0123456789+=#",
        });
        var options = new ReinforceAttribute
        {
            Iterations = iterations,
            PromptsPerIteration = Drawn,
            SamplesPerPrompt = 4,
            MaxResponseTokens = 8,
            StepsPerIteration = 2,
            CheckpointEvery = 100,
            MaxRefills = maxRefills,
        };
        var tuned = new Stage<ReinforceAttribute, Policy, PromptSet, Policy>("Tuned", options, initial, problems)
        {
            Objective = new MirrorDescentAttribute(),
            Rewards = [new RewardAttribute<TReward>()],
        };
        return new("refills", typeof(DynamicSamplingRunTests), 1, problems, initial, tuned);
    }

    private static bool Teaches(Problem problem) => problem.Prompt.Text[0] % 2 == 0;

    /// <summary>A verdict of its own for each response to a problem that teaches, and the same for all responses to another.</summary>
    [ImplementationVersion(1)]
    private sealed class HalfTeach : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
            new(new Verdict.Scored(Teaches(problem) ? SeededRandom.DeriveSeed(1, string.Join(' ', rollout.Tokens)) / (double)ulong.MaxValue : 1));
    }

    [ImplementationVersion(1)]
    private sealed class HalfTeachSlowly : IReward<Problem>
    {
        private readonly HalfTeach _same = new();

        public async ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken)
        {
            await Task.Delay(Random.Shared.Next(20), cancellationToken);
            return await _same.JudgeAsync(problem, rollout, cancellationToken);
        }
    }

    [ImplementationVersion(1)]
    private sealed class NothingTeaches : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) => new(new Verdict.Scored(1));
    }
}
