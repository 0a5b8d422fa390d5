using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6012: an activation raises the context.</summary>
public sealed class KIMI6012Tests
{
    [Fact]
    public async Task A_context_that_shrinks_is_told() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [DocumentsFile(Path = "a.jsonl")] public abstract Corpus Books();
            [DocumentsFile(Path = "b.jsonl")] public abstract Corpus Web();
            [InitializeTransformer(ContextLength = 1_024)] public abstract Policy Initial();
            [ActivateLongContext({|KIMI6012:ContextLength = 512|})] public abstract Policy Long(Policy initial, Corpus books, Corpus web);
        }
        """);

    [Fact]
    public async Task One_that_grows_or_stays_is_fine() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [DocumentsFile(Path = "a.jsonl")] public abstract Corpus Books();
            [DocumentsFile(Path = "b.jsonl")] public abstract Corpus Web();
            [InitializeTransformer(ContextLength = 1_024)] public abstract Policy Initial();
            [ActivateLongContext(ContextLength = 1_024)] public abstract Policy Long(Policy initial, Corpus books, Corpus web);
            [ActivateLongContext(ContextLength = 2_048, Ladder = [1_536])] public abstract Policy Longer(Policy @long, Corpus books, Corpus web);
        }
        """);

    [Fact]
    public async Task A_policy_from_elsewhere_is_not_known() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [DocumentsFile(Path = "a.jsonl")] public abstract Corpus Books();
            [DocumentsFile(Path = "b.jsonl")] public abstract Corpus Web();
            [LoadPolicy("m")] public abstract Policy Initial();
            [ActivateLongContext(ContextLength = 512)] public abstract Policy Long(Policy initial, Corpus books, Corpus web);
        }
        """);
}
