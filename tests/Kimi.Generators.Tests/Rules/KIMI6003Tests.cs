using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6003: policies that are put together have one tokenizer.</summary>
public sealed class KIMI6003Tests
{
    private const string Own = """
        [Establishes(Fact.Tokenizer)] public sealed class RetokenizeAttribute : StageAttribute<Policy, Policy>;
        [Requires(Fact.Tokenizer)] public sealed class DistilAttribute : StageAttribute<Policy, Policy, Policy>;

        """;

    [Fact]
    public async Task A_merge_across_a_change_of_tokenizer_is_marked_at_the_second()
    {
        var messages = await Recipes.CheckAsync($$"""
            {{Own}}
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer] public abstract Policy Initial();
                [Retokenize] public abstract Policy Wide(Policy initial);
                [MergeWeights] public abstract Policy Merged(Policy initial, Policy {|KIMI6003:wide|});
            }
            """);
        Assert.Equal(
            "stage 'Merged' takes 'initial' and 'wide' as two of one tokenizer, but that of 'initial' comes from 'Initial' and that of 'wide' from 'Wide': "
            + "take policies that have the same",
            Assert.Single(messages));
    }

    [Fact]
    public async Task Policies_that_began_apart_are_told_of_that_alone_where_weights_matter() => await Recipes.CheckAsync($$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Small();
            [InitializeTransformer(Alphabet = "01+=")] public abstract Policy Large();
            [MergeWeights] public abstract Policy Merged(Policy small, Policy {|KIMI6002:large|});
            [Distil] public abstract Policy Student(Policy small, Policy {|KIMI6003:large|});
            [Distil] public abstract Policy Last(Policy merged, Policy student);
        }
        """);

    [Theory]
    [InlineData("", "Layers = 8")]
    [InlineData("Alphabet = \"01+=\"", "Layers = 8, Alphabet = \"01+=\"")]
    public async Task Policies_of_two_sizes_over_one_alphabet_have_one_tokenizer(string small, string large) => await Recipes.CheckAsync($$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer({{small}})] public abstract Policy Small();
            [InitializeTransformer({{large}})] public abstract Policy Large();
            [InitializeTransformer(Alphabet = "01+*=")] public abstract Policy Other();
            [Distil] public abstract Policy Student(Policy small, Policy large);
            [Distil] public abstract Policy Again(Policy student, Policy large);
            [Distil] public abstract Policy Last(Policy again, Policy {|KIMI6003:other|});
        }
        """);

    [Fact]
    public async Task One_tokenizer_on_all_branches_or_one_that_is_not_known_is_fine() => await Recipes.CheckAsync($$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Retokenize] public abstract Policy Wide(Policy initial);
            [Keep] public abstract Policy Left(Policy wide);
            [Keep] public abstract Policy Right([From(nameof(Wide))] Policy start);
            [MergeWeights] public abstract Policy Merged(Policy left, Policy right, Policy wide);
            [Transform] public static Policy Converted(Policy initial) => initial;
            [TunedPolicy] public abstract Policy Downloaded();
            [MergeWeights] public abstract Policy Last(Policy merged, Policy converted, Policy downloaded);
        }
        """);

    [Fact]
    public async Task What_the_base_has_already_is_told_once() => await Recipes.CheckAsync($$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Retokenize] public abstract Policy Wide(Policy initial);
            [MergeWeights] public abstract Policy Merged(Policy initial, Policy {|KIMI6003:wide|});
        }
        [Recipe("same", Seed = 2)] public abstract partial class Same : R;
        """);
}
