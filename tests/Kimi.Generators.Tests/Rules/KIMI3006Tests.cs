using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI3006: there are as many problems as are taken at a time.</summary>
public sealed class KIMI3006Tests
{
    [Theory]
    [InlineData("Reinforce({|KIMI3006:PromptsPerIteration = 2_048|})", "MirrorDescent, ExactAnswerReward")]
    public async Task More_than_there_are_is_told(string stage, string components) => await Recipes.CheckAsync(Recipe(stage, components));

    [Theory]
    [InlineData("Reinforce(PromptsPerIteration = 1_024)", "MirrorDescent, ExactAnswerReward")]
    [InlineData("Reinforce", "MirrorDescent, ExactAnswerReward")]
    public async Task As_many_as_there_are_is_fine(string stage, string components) => await Recipes.CheckAsync(Recipe(stage, components));

    [Fact]
    public async Task A_set_that_nobody_counted_is_not_checked() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Curated();
            [Reinforce(PromptsPerIteration = 4_096), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """);

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
