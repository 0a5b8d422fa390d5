using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8010: a class of tools has tools.</summary>
public sealed class KIMI8010Tests
{
    [Fact]
    public async Task A_class_without_tools_is_told_at_the_attribute_and_one_with_an_inherited_tool_is_fine() => Assert.Equal(
        "[Bare] on stage A gives the policy the tools of Bare, which has none: mark its public methods with [Description(\"…\")]",
        Assert.Single(await Recipes.CheckAsync("""
            public class Described { [System.ComponentModel.Description("Adds")] public int Add(int left, int right) => left + right; }
            public sealed class Own : Described;
            public sealed class Bare { public int Add(int left, int right) => left + right; [System.ComponentModel.Description("x")] private int Not() => 0; }
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Curated();
                [Reinforce, MirrorDescent, ExactAnswerReward, {|KIMI8010:Tools<Bare>|}] public abstract Policy A(Policy warm, PromptSet curated);
                [Reinforce, MirrorDescent, ExactAnswerReward, Tools<Own>] public abstract Policy B(Policy a, PromptSet curated);
            }
            """)));
}
