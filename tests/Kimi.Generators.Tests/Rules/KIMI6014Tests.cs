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

    [Theory]
    [InlineData("FineTune, Lora", "tuned")]
    [InlineData("FineTune", "{|KIMI6014:tuned|}")]
    [InlineData("FineTune, Lora] public abstract Policy First(Policy loaded, Demonstrations traces); [FineTune(Steps = 90)", "{|KIMI6014:tuned|}")]
    public async Task What_trains_all_weights_of_a_loaded_policy_leaves_no_adapter(string stage, string policy) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("m")] public abstract Policy Loaded();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [{{stage}}] public abstract Policy Tuned(Policy {{(stage.Length > 20 ? "first" : "loaded")}}, Demonstrations traces);
            [MergeAdapter] public abstract Policy Merged(Policy {{policy}});
        }
        """);

    [Theory]
    [InlineData("[FineTune(Steps = 90)] public abstract override Policy {|KIMI6014:Tuned|}(Policy loaded, Demonstrations traces);")]
    [InlineData("[FineTune(Steps = 90), Lora] public abstract override Policy Tuned(Policy loaded, Demonstrations traces);")]
    public async Task An_override_that_drops_the_adapter_is_told_there(string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("m")] public abstract Policy Loaded();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [FineTune, Lora] public abstract Policy Tuned(Policy loaded, Demonstrations traces);
            [MergeAdapter] public abstract Policy Merged(Policy tuned);
        }
        [Recipe("variant")]
        public abstract partial class Variant : R { {{stage}} }
        """);
}
