using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6005: preferences come from the model that learns from them.</summary>
public sealed class KIMI6005Tests
{
    private const string Own = """
        public sealed class RankAttribute : StageAttribute<Policy, PromptSet, Preferences>;
        public sealed class ImagineAttribute : StageAttribute<Policy, PromptSet>;
        public sealed class DownloadAttribute : StageAttribute<Preferences>;
        [Requires(Fact.Architecture)] public sealed class PreferAttribute : StageAttribute<Policy, Preferences, Policy>;
        [Requires(Fact.Architecture)] public sealed class ReverseAttribute : StageAttribute<Preferences, Policy, Policy>;
        [Requires(Fact.Architecture)] public sealed class PullAttribute : StageAttribute<Policy, PromptSet, Policy>;
        [Requires(Fact.Architecture)] public sealed class WeighAttribute : StageAttribute<Policy, IReadOnlyList<Preferences>, Policy>;
        public sealed class LooseAttribute : StageAttribute<Policy, Preferences, Policy>;

        """;

    [Fact]
    public async Task Preferences_of_another_beginning_are_marked_whatever_the_order()
    {
        var messages = await Recipes.CheckAsync($$"""
            {{Own}}
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer] public abstract Policy Small();
                [InitializeTransformer] public abstract Policy Large();
                [Problems<Sums>] public abstract PromptSet Curated();
                [Rank] public abstract Preferences Pairs(Policy large, PromptSet curated);
                [Prefer] public abstract Policy A(Policy small, Preferences {|KIMI6005:pairs|});
                [Reverse] public abstract Policy B(Preferences {|KIMI6005:pairs|}, Policy small);
                [MergeWeights] public abstract Policy Last(Policy a, Policy b);
            }
            """);
        Assert.Equal(
            "stage 'A' trains 'small', which began at 'Small', on 'pairs', which a policy wrote that began at 'Large': "
            + "make 'pairs' with a policy that began at 'Small'",
            messages[0]);
        Assert.Equal(
            "stage 'B' trains 'small', which began at 'Small', on 'pairs', which a policy wrote that began at 'Large': "
            + "make 'pairs' with a policy that began at 'Small'",
            messages[1]);
    }

    [Fact]
    public async Task Preference_optimisation_on_another_models_samples_is_marked() => await Recipes.CheckAsync("""
        [Establishes(Fact.Architecture), Establishes(Fact.Tuned)] public sealed class LearnAttribute : StageAttribute<Policy>;
        [Recipe("r")]
        public abstract partial class R
        {
            [Learn] public abstract Policy Small();
            [Learn] public abstract Policy Large();
            [Problems<Sums>] public abstract PromptSet Curated();
            [SamplePreferences, ExactAnswerReward] public abstract Preferences Own(Policy small, PromptSet curated);
            [SamplePreferences, ExactAnswerReward] public abstract Preferences Others(Policy large, PromptSet curated);
            [OptimizePreferences] public abstract Policy A(Policy small, Preferences own);
            [OptimizePreferences] public abstract Policy B(Policy small, Preferences {|KIMI6005:others|});
            [MergeWeights] public abstract Policy Last(Policy a, Policy b);
        }
        """);

    [Fact]
    public async Task Preferences_of_a_branch_of_the_same_beginning_or_of_nobody_known_are_fine() => await Recipes.CheckAsync($$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [TunedPolicy] public abstract Policy Unknown();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Keep] public abstract Policy Branch(Policy initial);
            [Rank] public abstract Preferences Pairs(Policy branch, PromptSet curated);
            [Rank] public abstract Preferences Foreign(Policy unknown, PromptSet curated);
            [Download] public abstract Preferences Bought();
            [Transform] public static Preferences Cleaned(Preferences foreign) => foreign;
            [Prefer] public abstract Policy A(Policy initial, Preferences pairs);
            [Prefer] public abstract Policy B(Policy a, Preferences foreign);
            [Prefer] public abstract Policy C(Policy b, Preferences bought);
            [Prefer] public abstract Policy D(Policy c, Preferences cleaned);
            [Prefer] public abstract Policy E(Policy unknown, Preferences pairs);
            [InitializeTransformer] public abstract Policy Fresh();
            [Rank] public abstract Preferences Others(Policy fresh, PromptSet curated);
            [Weigh] public abstract Policy F(Policy unknown, Preferences pairs, Preferences others);
            [MergeWeights] public abstract Policy Last(Policy d, Policy e, [From(nameof(F))] Policy weighed);
        }
        """);

    [Fact]
    public async Task Prompts_have_no_beginning_that_matters_and_a_stage_that_needs_none_takes_any() => await Recipes.CheckAsync($$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Small();
            [InitializeTransformer] public abstract Policy Large();
            [Imagine] public abstract PromptSet Imagined(Policy large);
            [Rank] public abstract Preferences Pairs(Policy large, PromptSet imagined);
            [Pull] public abstract Policy A(Policy small, PromptSet imagined);
            [Loose] public abstract Policy B(Policy a, Preferences pairs);
        }
        """);

    [Fact]
    public async Task What_the_base_has_already_is_told_once_and_an_override_may_mend_it() => await Recipes.CheckAsync($$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Small();
            [InitializeTransformer] public abstract Policy Large();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Rank] public abstract Preferences Pairs(Policy large, PromptSet curated);
            [Prefer] public abstract Policy Last(Policy small, Preferences {|KIMI6005:pairs|});
        }
        [Recipe("same", Seed = 2)] public abstract partial class Same : R;
        [Recipe("good")]
        public abstract partial class Good : R
        {
            [Rank] public abstract override Preferences {|KIMI2005:Pairs|}([From(nameof(Small))] Policy large, PromptSet curated);
        }
        """);
}
