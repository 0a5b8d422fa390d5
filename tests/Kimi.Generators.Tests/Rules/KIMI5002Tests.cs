using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5002: a learning-rate schedule fits its run and does not end above its start.</summary>
public sealed class KIMI5002Tests
{
    [Theory]
    [InlineData(
        "FineTune({|KIMI5002:Steps = 40|})",
        "WarmupSteps is 50 by default, above Steps (40), so the learning rate never reaches its peak: lower WarmupSteps or raise Steps")]
    [InlineData(
        "FineTune({|KIMI5002:WarmupSteps = 1_001|})",
        "WarmupSteps is 1001, above Steps (1000 by default), so the learning rate never reaches its peak: lower WarmupSteps or raise Steps")]
    [InlineData(
        "FineTune({|KIMI5002:FinalLearningRate = 3e-3|})",
        "FinalLearningRate is 0.003, above LearningRate (0.002 by default), so the schedule would end above its start: "
        + "lower FinalLearningRate or raise LearningRate")]
    [InlineData(
        "FineTune(LearningRate = 1e-4, {|KIMI5002:FinalLearningRate = 1e-3|})",
        "FinalLearningRate is 0.001, above LearningRate (0.0001), so the schedule would end above its start: "
        + "lower FinalLearningRate or raise LearningRate")]
    public async Task Fine_tuning_is_marked_where_a_value_was_given(string stage, string message) =>
        Assert.Equal(message, Assert.Single(await Recipes.CheckAsync(FineTuning(stage))));

    [Theory]
    [InlineData("FineTune")]
    [InlineData("FineTune(Steps = 50)")]
    [InlineData("FineTune(Steps = 40, WarmupSteps = 40, DecayFraction = 0)")]
    [InlineData("FineTune(FinalLearningRate = 2e-4)")]
    [InlineData("FineTune(LearningRate = 1e-3, FinalLearningRate = 1e-3)")]
    public async Task A_schedule_that_fits_is_fine(string stage) => await Recipes.CheckAsync(FineTuning(stage));

    [Fact]
    public async Task Reinforcement_warms_up_within_its_iterations()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Curated();
                [Reinforce({|KIMI5002:Iterations = 2|}), MirrorDescent, ExactAnswerReward] public abstract Policy A(Policy warm, PromptSet curated);
                [Reinforce(Iterations = 2, {|KIMI5002:WarmupIterations = 4|}), MirrorDescent, ExactAnswerReward]
                public abstract Policy B(Policy a, PromptSet curated);
                [Reinforce(Iterations = 3), MirrorDescent, ExactAnswerReward] public abstract Policy C(Policy b, PromptSet curated);
                [Reinforce(Iterations = 1, WarmupIterations = 0), MirrorDescent, ExactAnswerReward] public abstract Policy D(Policy c, PromptSet curated);
            }
            [Recipe("s")]
            public abstract partial class S : R
            {
                [Reinforce(Iterations = 5), MirrorDescent, ExactAnswerReward] public abstract override Policy A(Policy warm, PromptSet curated);
            }
            """);
        Assert.Equal("WarmupIterations is 3 by default, above Iterations (2), so the learning rate never reaches its peak: "
            + "lower WarmupIterations or raise Iterations",
            messages[0]);
    }

    [Fact]
    public async Task A_team_s_own_stage_and_component_declare_it()
    {
        var messages = await Recipes.CheckAsync("""
            [StageComponents(ComponentKinds.Objective)]
            public sealed class DistilAttribute : StageAttribute<Policy, Policy>
            {
                [System.ComponentModel.DefaultValue(1.0)] public double Peak { get; set; } = 1;
                [AtMost(nameof(Peak)), System.ComponentModel.DefaultValue(0.1)] public double End { get; set; } = 0.1;
            }
            public sealed class AnnealAttribute : ObjectiveAttribute<IObjective>
            {
                [System.ComponentModel.DefaultValue(2.0)] public double High { get; set; } = 2;
                [AtMost(nameof(High), Because = "the pull would grow")] public double Low { get; set; }
            }
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Distil({|KIMI5002:End = 2|}), Anneal({|KIMI5002:Low = 3|})] public abstract Policy A(Policy warm);
                [Distil(Peak = 2, End = 2), Anneal(High = 4, Low = 3)] public abstract Policy B(Policy a);
            }
            """);
        Assert.Equal("End is 2, above Peak (1 by default), so the two contradict each other: lower End or raise Peak", messages[0]);
        Assert.Equal("Low is 3, above High (2 by default), so the pull would grow: lower Low or raise High", messages[1]);
    }

    private static string FineTuning(string stage) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet curated);
            [{{stage}}] public abstract Policy Sft(Policy warm, Demonstrations traces);
        }
        """;

    [Theory]
    [InlineData("Cooldown({|KIMI5002:LearningRate = 2e-3|})")]
    [InlineData("Cooldown")]
    [InlineData("Cooldown(LearningRate = 5e-4)")]
    public async Task A_cooldown_that_begins_above_its_pretraining_is_told(string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [DocumentsFile(Path = "web.jsonl")] public abstract Corpus Web();
            [DocumentsFile(Path = "books.jsonl")] public abstract Corpus Books();
            [InitializeTransformer] public abstract Policy Initial();
            [Pretrain(LearningRate = 1e-3)] public abstract Policy Base(Policy initial, Corpus web);
            [{{stage}}] public abstract Policy Next(Policy @base, Corpus books);
        }
        """);
}
