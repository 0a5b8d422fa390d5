using Kimi.Cli.Commands;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Tests;

namespace Kimi.Cli.Tests.Hosting;

public sealed class PlanTests : IDisposable
{
    private readonly Shell _line = new() { Recipes = [new("tiny", () => new TinyRecipe().Graph)] };

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task A_plan_says_what_each_stage_takes_and_writes_nothing()
    {
        Assert.Equal(0, await _line.RunAsync(["plan", "tiny", "--threads", "1"]));

        Assert.All(new TinyRecipe().Graph.Stages, stage => Assert.Contains(stage.Name, _line.Output));
        Assert.Contains("FLOP/s", _line.Output);
        Assert.Contains("upper bounds", _line.Output);
        Assert.False(Directory.Exists(_line.RunsFolder));
    }

    [Fact]
    public async Task A_recipe_without_tensors_takes_no_time()
    {
        _line.Recipes = NoteRecipe.Entries;

        Assert.Equal(0, await _line.RunAsync(["plan", "song"]));

        Assert.DoesNotContain("FLOP/s", _line.Output);
    }

    [Fact]
    public async Task A_stage_that_does_not_fit_is_named_beforehand()
    {
        string[] huge = ["--set", "Initial:HiddenSize=1000000", "--set", "Initial:FeedForwardSize=10000000"];

        Assert.Equal(0, await _line.RunAsync(["plan", "tiny", "--threads", "1", .. huge]));

        Assert.Contains("Sft may need ", _line.Output);
        Assert.DoesNotContain("Problems may need", _line.Output);
    }

    [Fact]
    public void Estimates_follow_from_the_options_in_force()
    {
        var graph = new TinyRecipe().Graph;
        _line.Recipes = [new("tiny", () => graph)];
        var app = _line.Configure(["Initial:Layers=2", "LongCot:Iterations=3"], recipe: "tiny");

        var plans = StagePlan.Of(app[graph].Recipe, app.Options).ToDictionary(plan => plan.Stage.Name);

        // Two layers of 16 · (2·16 + 2·8 + 3·24) + 2·16 + 2·8, a norm of 16 and an embedding of 15 · 16.
        Assert.Equal(2 * (16 * (2 * 16 + 2 * 8 + 3 * 24) + 2 * 16 + 2 * 8) + 16 + 15 * 16, plans["Initial"].Parameters);
        Assert.Equal(3 * 4 * 4 * 5, plans["LongCot"].Estimate.GeneratedTokens);
        Assert.Equal(20, plans["Traces"].Estimate.Items);
    }

    [Fact]
    public void Only_stages_that_train_count_trained_tokens()
    {
        StageEstimate tuned = new() { ContextLength = 50, TrainedTokens = 1_000, GeneratedTokens = 1_000 };
        StageEstimate problems = new() { Items = 7 };

        StageAttribute[] sampling = [new CuratePromptsAttribute(), new SampleShortestAttribute(), new SampleLongCotAttribute(),
            new SamplePreferencesAttribute(), new SelectPolicyAttribute(), new EvaluateAttribute()];
        Assert.All(sampling, stage =>
            Assert.Equal((0, true), (stage.Estimate([tuned, problems]).TrainedTokens, stage.Estimate([tuned, problems]).GeneratedTokens >= 7)));
        Assert.Equal(0, new SelectPolicyAttribute().Estimate([tuned, problems]).Items);
    }

    [Fact]
    public void The_key_value_cache_counts_no_more_responses_than_are_sampled_at_a_time()
    {
        var recipe = EffectiveRecipe.Declared(new TinyRecipe().Graph);

        long Bytes(int slots) => StagePlan.Of(recipe, new() { RolloutSlots = slots }).Single(plan => plan.Stage.Name == "Report").Bytes;

        Assert.True(Bytes(4) < Bytes(16));
        Assert.Equal(Bytes(1_000), Bytes(10_000));
    }
}
