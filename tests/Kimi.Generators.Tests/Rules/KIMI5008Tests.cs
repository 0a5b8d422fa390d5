using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5008: one of several options is on.</summary>
public sealed class KIMI5008Tests
{
    [Theory]
    [InlineData("{|KIMI5008:MathReward|}(Boxed = false, Marked = false, Stated = false, LastLine = false)")]
    [InlineData("MathReward(Boxed = false, Marked = false, Stated = false)")]
    [InlineData("MathReward(Boxed = false, Marked = false, LastLine = false)")]
    [InlineData("MathReward")]
    public async Task One_way_to_find_the_answer_is_left(string reward) => await Recipes.CheckAsync(Recipe("Reinforce", $"MirrorDescent, {reward}"));

    private static string Recipe(string stage, string components) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [{{stage}}, {{components}}] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """;
}
