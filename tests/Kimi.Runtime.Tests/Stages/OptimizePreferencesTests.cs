using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Stages;

public sealed class OptimizePreferencesTests
{
    [Fact]
    public async Task It_raises_the_chosen_response_above_the_rejected_one()
    {
        using var host = new TestHost();
        var (graph, _) = Recipe(new() { Beta = 1, Steps = 60, BatchSize = 10, LearningRate = 2e-3, WarmupSteps = 5 }, "#11");

        await host.RunAsync(graph);

        var steps = host.Log.Steps.Where(step => step.Stage == "Dpo").Select(step => step.Values).ToList();

        // At its start the policy is its own reference: no margin, and a loss of ln 2.
        Assert.Equal(Math.Log(2), steps[0]["loss"], precision: 6);
        Assert.Equal(0, steps[0]["rewardMargin"], precision: 6);
        Assert.InRange(steps[^1]["loss"], 0, 0.3);
        Assert.Equal(1, steps[^1]["preferenceAccuracy"]);
    }

    [Fact]
    public async Task Pairs_in_several_passes_add_up_to_the_same_step()
    {
        var (whole, parts) = (await StepsAsync(0), await StepsAsync(20));

        // At the first step margins are 0 but for rounding, so whether they are above it says nothing.
        Assert.All(whole.Paired(parts).Skip(1), pair => Assert.All(pair.First.Keys, metric => Assert.Equal(pair.First[metric], pair.Second[metric], 1e-3)));

        static async Task<List<IReadOnlyDictionary<string, double>>> StepsAsync(int microBatchTokens)
        {
            using var host = new TestHost();
            OptimizePreferencesAttribute options = new() { Steps = 8, BatchSize = 10, WarmupSteps = 0, MicroBatchTokens = microBatchTokens };
            await host.RunAsync(Recipe(options, "#11").Graph);
            return [.. host.Log.Steps.Where(step => step.Stage == "Dpo").Select(step => step.Values)];
        }
    }

    [Fact]
    public async Task It_gives_the_same_weights_when_it_is_stopped_and_continued()
    {
        OptimizePreferencesAttribute options = new() { Steps = 12, BatchSize = 4, WarmupSteps = 2, CheckpointEvery = 3 };
        using var whole = new TestHost();
        var (graph, dpo) = Recipe(options, "#11");
        var expected = await whole.RunAsync(graph, dpo);

        using var stopped = new TestHost();
        using var stop = new CancellationTokenSource();
        stopped.Log.OnStep = step =>
        {
            if (step is { Stage: "Dpo", Step: 7 })
                stop.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.RunAsync(graph, cancellationToken: stop.Token));
        stopped.Log.OnStep = null;
        var actual = await stopped.RunAsync(graph, dpo);

        Assert.Contains(8, stopped.Log.StartedFrom);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(expected.Folder, "model.safetensors")),
            File.ReadAllBytes(Path.Combine(actual.Folder, "model.safetensors")));
    }

    [Theory]
    [InlineData("", "has no preferences to learn from")]
    [InlineData("11111111111111111", "exceeds the policy's context of 16")]
    public async Task Preferences_that_cannot_be_learnt_from_are_reported(string rejected, string message)
    {
        using var host = new TestHost();
        var (graph, dpo) = Recipe(new() { Steps = 3, WarmupSteps = 1 }, rejected);

        var exception = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(graph, dpo));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private static (RecipeGraph Graph, Stage<OptimizePreferencesAttribute, Policy, Preferences, Policy> Dpo) Recipe(
        OptimizePreferencesAttribute options, string rejected)
    {
        var tiny = new TinyRecipe();
        var pairs = new TransformStage<Preferences>(
            "Pairs",
            new(),
            typeof(OptimizePreferencesTests),
            [tiny.Problems],
            call => Task.FromResult(new Preferences(
                rejected.Length == 0 ? [] : [.. call.Output(tiny.Problems).Select(problem => new Preference(problem.Prompt, "#1", rejected))])));
        Stage<OptimizePreferencesAttribute, Policy, Preferences, Policy> dpo = new("Dpo", options, tiny.Sft, pairs);
        return (new("preferences", typeof(TinyRecipe), 1, tiny.Problems, tiny.Traces, tiny.Initial, tiny.Sft, pairs, dpo), dpo);
    }
}
