using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4001: a stage that learns from rewards has one.</summary>
public sealed class KIMI4001Tests
{
    [Fact]
    public async Task Reinforcement_learning_without_a_reward_is_marked_at_the_attribute()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Curated();
                [{|KIMI4001:Reinforce|}(Iterations = 4), MirrorDescent] public abstract Policy LongCot(Policy warm, PromptSet curated);
                [{|KIMI4001:Evaluate|}] public abstract Evaluation Report(Policy warm, PromptSet curated);
            }
            """);
        Assert.Equal("stage 'LongCot' is a [Reinforce] without a reward: add one, such as [ExactAnswerReward]", messages[0]);
    }

    [Fact]
    public async Task An_override_must_repeat_the_reward() => await Recipes.CheckAsync("""
        [Recipe("a")]
        public abstract partial class A
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        [Recipe("b")]
        public abstract partial class B : A
        {
            [{|KIMI4001:Reinforce|}, MirrorDescent] public abstract override Policy LongCot(Policy warm, PromptSet curated);
        }
        """);

    [Fact]
    public async Task A_reward_of_the_team_s_own_is_one() => await Recipes.CheckAsync("""
        public abstract class Brevity : IReward<Problem>
        {
            public abstract ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken);
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Evaluate, Reward<Brevity>] public abstract Evaluation Report(Policy warm, PromptSet curated);
        }
        """);
}
