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

    [Theory]
    [InlineData("{|KIMI6012:RopeBase = 10_000|}")]
    [InlineData("RopeBase = 100_000")]
    public async Task A_rotary_base_that_falls_is_told(string code) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer(ContextLength = 512, RopeBase = 100_000)] public abstract Policy Initial();
            [DocumentsFile] public abstract Corpus Texts();
            [DocumentsFile(TextField = "long")] public abstract Corpus Long();
            [Pretrain] public abstract Policy Trained(Policy initial, Corpus texts);
            [ActivateLongContext(ContextLength = 2_048, {{code}})]
            public abstract Policy Last(Policy trained, [From(nameof(Long))] Corpus documents, Corpus texts);
        }
        """);

    [Theory]
    [InlineData("ActivateLongContext(ContextLength = 4096, {|KIMI6012:Ladder = new[] { 256, 1024 }|})")]
    [InlineData("ActivateLongContext(ContextLength = 4096, Ladder = new[] { 512, 1024 })")]
    public async Task A_length_on_the_way_that_is_there_already_is_told(string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [DocumentsFile(Path = "web.jsonl")] public abstract Corpus Web();
            [DocumentsFile(Path = "books.jsonl")] public abstract Corpus Books();
            [InitializeTransformer] public abstract Policy Initial();
            [Pretrain(LearningRate = 1e-3)] public abstract Policy Base(Policy initial, Corpus web);
            [{{stage}}] public abstract Policy Next(Policy @base, Corpus books, Corpus web);
        }
        """);
}
