using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4002: a stage that optimises has an objective.</summary>
public sealed class KIMI4002Tests
{
    [Fact]
    public async Task Reinforcement_learning_without_an_objective_is_marked_at_the_attribute()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Curated();
                [{|KIMI4002:Reinforce|}, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
            }
            """);
        Assert.Equal("stage 'LongCot' is a [Reinforce] without an objective: add one, such as [MirrorDescent]", messages[0]);
    }

    [Fact]
    public async Task Fine_tuning_needs_none() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet curated);
            [FineTune] public abstract Policy Sft(Policy warm, Demonstrations traces);
        }
        """);
}
