using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4006: a penalty comes into force within the run.</summary>
public sealed class KIMI4006Tests
{
    [Theory]
    [InlineData("Reinforce", "LengthPenalty({|KIMI4006:FromIteration = 40|})", "40", "40")]
    [InlineData("Reinforce(Iterations = 20)", "LengthPenalty({|KIMI4006:FromIteration = 30|})", "30", "20")]
    public async Task A_penalty_that_is_never_in_force_is_marked_at_the_argument(string stage, string penalty, string from, string iterations) => Assert.Equal(
        $"FromIteration of [LengthPenalty] is {from} and Iterations of stage 'LongCot' is {iterations}, so the penalty is never in force: "
        + "lower FromIteration or raise Iterations",
        Assert.Single(await Recipes.CheckAsync(Recipe(stage, penalty))));

    [Theory]
    [InlineData("Reinforce", "LengthPenalty")]
    [InlineData("Reinforce(Iterations = 1, WarmupIterations = 0)", "LengthPenalty")]
    [InlineData("Reinforce", "LengthPenalty(FromIteration = 39)")]
    public async Task One_iteration_in_force_is_enough(string stage, string penalty) => await Recipes.CheckAsync(Recipe(stage, penalty));

    [Fact]
    public async Task A_team_s_own_penalty_declares_it_and_its_default_counts()
    {
        var messages = await Recipes.CheckAsync($$"""
            public class RepetitionAttribute : PenaltyAttribute<IPenalty>
            {
                [Below(nameof(ReinforceAttribute.Iterations), Because = "repetition goes unpunished"), System.ComponentModel.DefaultValue(50)]
                public int After { get; set; } = 50;
            }
            public sealed class EchoAttribute : RepetitionAttribute;
            {{Recipe("Reinforce", "{|KIMI4006:Echo|}")}}
            [Recipe("s")]
            public abstract partial class S : R
            {
                [Reinforce({|KIMI4006:Iterations = 30|}), MirrorDescent, ExactAnswerReward, Echo]
                public abstract override Policy LongCot(Policy warm, PromptSet curated);
                [Reinforce(Iterations = 60), MirrorDescent, ExactAnswerReward, Echo] public abstract Policy Longer(Policy longCot, PromptSet curated);
            }
            """);
        Assert.Equal("After of [Echo] is 50 and Iterations of stage 'LongCot' is 40, so repetition goes unpunished: lower After or raise Iterations",
            messages[0]);
    }

    [Fact]
    public async Task What_the_base_has_already_is_told_once() => await Recipes.CheckAsync($$"""
        {{Recipe("Reinforce", "LengthPenalty({|KIMI4006:FromIteration = 40|})")}}
        [Recipe("s", Seed = 2)] public abstract partial class S : R;
        """);

    private static string Recipe(string stage, string penalty) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [{{stage}}, MirrorDescent, ExactAnswerReward, {{penalty}}] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """;
}
