using Kimi.Dsl;

namespace Kimi.Cli.Tests.Hosting;

/// <summary>Options that fit together in the attributes may not with the values of a configuration. That is reported before anything runs, in the compiler's
/// words.</summary>
public sealed class StartCheckTests : IDisposable
{
    private readonly Shell _line = new() { Recipes = [new("math", () => Graph)] };

    private static RecipeGraph Graph { get; } = Build();

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData(
        "LongCot:MaxResponseTokens=128",
        "KIMI6001: stage 'LongCot' adds responses of up to 128 tokens to a prompt, which exceeds the context of 128 that stage 'Initial' gives 'sft': "
        + "lower MaxResponseTokens to 128 less the longest prompt, or raise ContextLength of 'Initial' (math:LongCot, --set)")]
    [InlineData(
        "Initial:ContextLength=64",
        "KIMI6001: stage 'LongCot' adds responses of up to 100 tokens to a prompt, which exceeds the context of 64 that stage 'Initial' gives 'sft': "
        + "lower MaxResponseTokens to 64 less the longest prompt, or raise ContextLength of 'Initial' (math:Initial, --set)")]
    [InlineData(
        "LongCot:StepsPerIteration=3",
        "KIMI3002: StepsPerIteration (3) does not divide PromptsPerIteration (64), so the steps would have unequal shares: "
        + "choose a divisor of 64 (math:LongCot, --set)")]
    [InlineData(
        "LongCot:SamplesPerPrompt=1",
        "KIMI3001: SamplesPerPrompt is 1, but a response is judged against the others of its group, so nothing is learned: "
        + "sample at least 2 (math:LongCot, --set)")]
    [InlineData(
        "Initial:KeyValueHeads=3",
        "KIMI5004: KeyValueHeads (3) does not divide AttentionHeads (4), so it cannot be shared out evenly: "
        + "choose a divisor of 4 (math:Initial, --set)")]
    [InlineData(
        "Merged:Weights=0.5,0.6",
        "KIMI5005: Weights [0.5, 0.6] of stage 'Merged' sum to 1.1: make them sum to 1 (math:Merged, --set)")]
    [InlineData(
        "Initial:Layers=1000",
        "KIMI6008: stage 'LongCot' needs about 43 GiB for a policy of 182 million weights, more than the 1 GiB of the recipe's device: shrink 'Initial', "
        + "its context or the batch, or raise DeviceMemoryGiB (math:Initial, --set)")]
    public void Values_that_do_not_go_together_are_refused(string setting, string line) => Assert.Equal([line], _line.Problems([setting], recipe: "math"));

    [Theory]
    [InlineData(
        "LongCot:LengthPenalty:FromIteration=40",
        "KIMI4006: FromIteration of [LengthPenalty] is 40 and Iterations of stage 'LongCot' is 40, so the penalty is never in force: "
        + "lower FromIteration or raise Iterations (math:LongCot:LengthPenalty, --set)")]
    [InlineData(
        "LongCot:Iterations=2",
        "KIMI5002: WarmupIterations is 3 by default, above Iterations (2), so the learning rate never reaches its peak: "
        + "lower WarmupIterations or raise Iterations (math:LongCot, --set)")]
    [InlineData("LongCot:LengthPenalty:Weight=0",
        "KIMI4007: Weight of [LengthPenalty] is 0, so it counts for nothing: give it a weight above 0, or remove it (math:LongCot:LengthPenalty, --set)")]
    [InlineData(
        "Sft:FinalLearningRate=0.1",
        "KIMI5002: FinalLearningRate is 0.1, above LearningRate (0.002 by default), so the schedule would end above its start: "
        + "lower FinalLearningRate or raise LearningRate (math:Sft, --set)")]
    public async Task Values_that_run_but_are_hardly_intended_give_a_warning(string setting, string line)
    {
        Assert.Equal(0, await _line.RunAsync(["show", "math", "--set", setting]));
        Assert.Contains($"warning {line}\n", _line.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_of_the_build_is_not_repeated()
    {
        Assert.Equal(0, await _line.RunAsync(["show", "math"]));
        Assert.Equal("", _line.Error);
    }

    [Fact]
    public void Problems_of_single_values_and_of_combinations_are_reported_together() => Assert.Equal(
        ["KIMI5001", "KIMI7002", "KIMI3002", "KIMI6001"],
        _line.Problems(["LongCot:LerningRate=1", "Sft:BatchSize=0", "LongCot:StepsPerIteration=3", "LongCot:MaxResponseTokens=500"], recipe: "math")
            .Select(line => line[..8]));

    [Fact]
    public async Task Nothing_is_written_for_a_recipe_that_is_refused()
    {
        Assert.Equal(2, await _line.RunAsync(["run", "math", "--set", "LongCot:MaxResponseTokens=500"]));
        Assert.False(Directory.Exists(_line.RunsFolder));
    }

    private static RecipeGraph Build()
    {
        var problems = new Stage<ProblemsFileAttribute, PromptSet>("Problems", new() { Path = "train.jsonl" });
        var traces = new Stage<DemonstrationsAttribute, PromptSet, Demonstrations>("Traces", new DemonstrationsAttribute<Nothing>(), problems);
        var initial = new Stage<InitializeTransformerAttribute, Policy>("Initial", new() { ContextLength = 128 });
        var sft = new Stage<FineTuneAttribute, Policy, Demonstrations, Policy>("Sft", new(), initial, traces);
        // A warning of the recipe's own, which the build has given: a curriculum that ends after the run.
        var longCot = new Stage<ReinforceAttribute, Policy, PromptSet, Policy>("LongCot", new() { MaxResponseTokens = 100 }, sft, problems)
        {
            Objective = new MirrorDescentAttribute(),
            Samplers = [new CurriculumSamplerAttribute { UntilIteration = 99 }],
            Rewards = [new ExactAnswerRewardAttribute()],
            Penalties = [new LengthPenaltyAttribute { FromIteration = 20 }],
        };
        var merged = new Stage<MergeWeightsAttribute, IReadOnlyList<Policy>, Policy>("Merged", new(), StageInput.List<Policy>(longCot, sft));
        return new("math", typeof(MathRecipe), 1, problems, traces, initial, sft, longCot, merged);
    }

    [Recipe("math", DeviceMemoryGiB = 1)]
    private static class MathRecipe;

    private sealed class Nothing : IDemonstrationSource
    {
        public string Respond(Problem problem, Random random) => "";
    }
}
