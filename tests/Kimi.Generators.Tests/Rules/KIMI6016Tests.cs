using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6016: an adapter goes on in its shape.</summary>
public sealed class KIMI6016Tests
{
    [Fact]
    public async Task Another_shape_is_told_at_the_option_that_differs()
    {
        var messages = await Recipes.CheckAsync(Recipe(
            "Lora(Rank = 4)", "{|KIMI6016:Lora|}", "Lora({|KIMI6016:Rank = 4|}, Alpha = 8)", "Lora(Rank = 4, {|KIMI6016:Alpha = 16|})"));

        Assert.Contains(
            "Rank of [Lora] on stage 'Second' is 16, but the adapter that it goes on with, which stage 'First' trained, has 4: "
            + "give it that Rank, or merge the adapter first",
            messages);
    }

    [Fact]
    public async Task The_same_shape_and_one_after_merging_are_fine()
    {
        await Recipes.CheckAsync(Recipe("Lora(Rank = 8)", "Lora(Rank = 8)", "Lora(Rank = 4 * 2)", "Lora(Rank = 8)"));
        await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [Problems<Sums>] public abstract PromptSet Problems();
                [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
                [LoadPolicy("m")] public abstract Policy Loaded();
                [FineTune, Lora(Rank = 4)] public abstract Policy Sft(Policy loaded, Demonstrations traces);
                [MergeAdapter] public abstract Policy Merged(Policy sft);
                [FineTune, Lora(Rank = 8)] public abstract Policy Other(Policy merged, Demonstrations traces);
            }
            """);
    }

    private static string Recipe(string first, string second, string third, string fourth) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer(ContextLength = 1_024)] public abstract Policy Initial();
            [FineTune, {{first}}] public abstract Policy First(Policy initial, Demonstrations traces);
            [FineTune, {{second}}] public abstract Policy Second(Policy first, Demonstrations traces);
            [FineTune, {{third}}] public abstract Policy Third(Policy second, Demonstrations traces);
            [FineTune, {{fourth}}] public abstract Policy Fourth(Policy third, Demonstrations traces);
        }
        """;
}
