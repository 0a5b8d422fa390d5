using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4003: a stage has one objective and one environment at most.</summary>
public sealed class KIMI4003Tests
{
    [Fact]
    public async Task The_second_objective_is_marked()
    {
        var messages = await Recipes.CheckAsync("""
            public interface IOwn : IObjective;
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Curated();
                [Reinforce, MirrorDescent, {|KIMI4003:Objective<IOwn>|}, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
            }
            """);
        Assert.Equal("stage 'LongCot' has the objective [MirrorDescent] already: remove it or [Objective<IOwn>], since a policy is optimised for one",
            messages[0]);
    }

    [Fact]
    public async Task The_second_environment_is_marked()
    {
        var messages = await Recipes.CheckAsync("""
            public interface IShop : IEnvironment<MathProblem>;
            public interface IBank : IEnvironment<MathProblem>;
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Curated();
                [Evaluate, ExactAnswerReward, Environment<IShop>, {|KIMI4003:Environment<IBank>|}]
                public abstract Evaluation Report(Policy warm, PromptSet curated);
            }
            """);
        Assert.Equal(
            "stage 'Report' has the environment [Environment<IShop>] already: remove it or [Environment<IBank>], since a policy acts in one", messages[0]);
    }

    [Fact]
    public async Task Several_rewards_samplers_and_penalties_are_fine() => await Recipes.CheckAsync("""
        public sealed class Brevity : IReward<Problem>
        {
            public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken stop) => new(Verdict.Of(rollout.Text.Length < 9));
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Reinforce, MirrorDescent, ExactAnswerReward, Reward<Brevity>, PrioritizedSampler, CurriculumSampler, LengthPenalty]
            public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """);
}
