using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5005: a merge or mixture has one share for each artifact, summing to 1.</summary>
public sealed class KIMI5005Tests
{
    [Theory]
    [InlineData("{ 0.5, 0.6 }", "Weights [0.5, 0.6] of stage 'Merged' sum to 1.1: make them sum to 1")]
    [InlineData("{ 0.7, 0.299 }", "Weights [0.7, 0.299] of stage 'Merged' sum to 0.999: make them sum to 1")]
    [InlineData("{ 1 }", "Weights [1] of stage 'Merged' is 1 share for 2 policies: give one for each, summing to 1")]
    [InlineData("{ 0.2, 0.3, 0.5 }", "Weights [0.2, 0.3, 0.5] of stage 'Merged' are 3 shares for 2 policies: give one for each, summing to 1")]
    [InlineData("{ double.NaN, 1 }", "Weights [NaN, 1] of stage 'Merged' sum to NaN: make them sum to 1")]
    public async Task Shares_that_do_not_fit_are_marked_at_the_argument(string weights, string message) =>
        Assert.Equal(message, Assert.Single(await Recipes.CheckAsync(Recipe($"({{|KIMI5005:Weights = new double[] {weights}|}})"))));

    [Theory]
    [InlineData("")]
    [InlineData("(Weights = new double[0])")]
    [InlineData("(Weights = new[] { 0.5, 0.5 })")]
    [InlineData("(Weights = new[] { 1.5, -0.5 })")]
    [InlineData("(Weights = new double[] { 0.99, 0.01 })")]
    [InlineData("(Weights = new[] { 0.3333333, 0.6666667 })")]
    [InlineData("(Weights = null!)")]
    public async Task Shares_that_sum_to_one_or_none_at_all_are_fine(string options) => await Recipes.CheckAsync(Recipe(options));

    [Theory]
    [InlineData("Pretrain({|KIMI5005:Mixture = new[] { 0.3, 0.3, 0.4 }|})", "are 3 shares for 2 corpora: give one for each, summing to 1")]
    public async Task A_mixture_has_one_share_for_each_corpus(string stage, string fault) =>
        Assert.EndsWith(fault, Assert.Single(await Recipes.CheckAsync(Pretraining(stage))), StringComparison.Ordinal);

    [Fact]
    public async Task A_mixture_that_fits_is_fine() => await Recipes.CheckAsync(Pretraining("Pretrain(Mixture = new[] { 0.25, 0.75 })"));

    [Fact]
    public async Task One_policy_has_one_share()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [{|KIMI6017:MergeWeights|}({|KIMI5005:Weights = new[] { 0.5, 0.5 }|})] public abstract Policy Merged(Policy warm);
            }
            """);
        Assert.Equal("Weights [0.5, 0.5] of stage 'Merged' are 2 shares for 1 policy: give one for each, summing to 1", messages[1]);
    }

    [Fact]
    public async Task A_policy_taken_twice_counts_twice_and_other_artifacts_do_not_count() => await Recipes.CheckAsync("""
        public sealed class SoupAttribute : StageAttribute<PromptSet, IReadOnlyList<Policy>, Policy>
        {
            [Shares(typeof(Policy))] public float[] Parts { get; set; } = [];
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [MergeWeights(Weights = new[] { 0.25, 0.75 })] public abstract Policy Merged(Policy warm, [From(nameof(Warm))] Policy {|KIMI6013:again|});
            [Soup(Parts = new[] { 0.25f, 0.75f })] public abstract Policy Good(PromptSet curated, Policy warm, Policy merged);
            [Soup({|KIMI5005:Parts = new[] { 0.2f, 0.3f, 0.5f }|})] public abstract Policy Bad(PromptSet curated, Policy warm, Policy good);
        }
        """);

    [Fact]
    public async Task While_an_input_is_misspelt_only_that_is_told() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [MergeWeights(Weights = new[] { 0.5, 0.5 })] public abstract Policy Merged(Policy warm, Policy {|KIMI2001:wram|});
        }
        """);

    [Fact]
    public async Task An_override_that_takes_more_policies_needs_shares_of_its_own() => await Recipes.CheckAsync($$"""
        {{Recipe("({|KIMI5005:Weights = new[] { 0.5, 0.6 }|})")}}
        [Recipe("same", Seed = 2)] public abstract partial class Same : R;
        [Recipe("more")]
        public abstract partial class More : R
        {
            [TunedPolicy] public abstract Policy Warmer();
            [MergeWeights(Weights = new[] { 0.5, 0.5 })] public abstract override Policy {|KIMI2005:Merged|}(Policy warm, [From(nameof(Warmer))] Policy other);
        }
        """);

    private static string Recipe(string options) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [TunedPolicy] public abstract Policy Other();
            [MergeWeights{{options}}] public abstract Policy Merged(Policy warm, Policy other);
        }
        """;

    private static string Pretraining(string stage) => $$"""
        public sealed class Words : IDocumentSource { public IEnumerable<Document> Documents(System.Random random) => []; }
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Documents<Words>] public abstract Corpus Texts();
            [Documents<Words>(Count = 10)] public abstract Corpus Books();
            [{{stage}}] public abstract Policy Pretrained(Policy initial, Corpus texts, Corpus books);
        }
        """;
}
