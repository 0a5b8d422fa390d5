using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6014: there is an adapter to merge.</summary>
public sealed class KIMI6014Tests
{
    [Fact]
    public async Task A_policy_without_an_adapter_is_told() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer(ContextLength = 1_024)] public abstract Policy Initial();
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [MergeAdapter] public abstract Policy Merged(Policy {|KIMI6014:sft|});
        }
        """);

    [Fact]
    public async Task A_policy_with_one_or_from_elsewhere_is_fine() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer(ContextLength = 1_024)] public abstract Policy Initial();
            [FineTune, Lora] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [MergeAdapter] public abstract Policy Merged(Policy sft);
            [LoadPolicy("m")] public abstract Policy Loaded();
            [MergeAdapter] public abstract Policy Other(Policy loaded);
            [Transform] public static Policy Last(Policy merged, Policy other) => merged;
        }
        """);

    [Fact]
    public async Task One_that_was_merged_already_is_told() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer(ContextLength = 1_024)] public abstract Policy Initial();
            [FineTune, Lora] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [MergeAdapter] public abstract Policy Merged(Policy sft);
            [MergeAdapter] public abstract Policy Again(Policy {|KIMI6014:merged|});
        }
        """);
}
