using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6017: a stage has enough inputs to do something.</summary>
public sealed class KIMI6017Tests
{
    [Fact]
    public async Task A_choice_among_one_and_an_average_of_one_are_told()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Problems();
                [{|KIMI6017:MergeWeights|}] public abstract Policy Merged(Policy warm);
                [{|KIMI6017:SelectPolicy|}, ExactAnswerReward] public abstract Policy Best(Policy merged, PromptSet problems);
            }
            """);
        Assert.Equal("stage 'Best' takes 1 policy, so there is nothing to select: give it 2 or more, or leave the stage out", messages[1]);
    }

    [Fact]
    public async Task Two_are_enough() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Keep] public abstract Policy Other(Policy warm);
            [Problems<Sums>] public abstract PromptSet Problems();
            [MergeWeights] public abstract Policy Merged(Policy warm, Policy other);
            [SelectPolicy, ExactAnswerReward] public abstract Policy Best(Policy merged, Policy other, PromptSet problems);
        }
        """);

    [Fact]
    public async Task A_stage_that_measures_one_or_several_is_not_told() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy warm, PromptSet problems);
        }
        """);
}
