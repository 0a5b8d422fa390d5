using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6002: weights that are put together began at one stage.</summary>
public sealed class KIMI6002Tests
{
    [Fact]
    public async Task A_merge_of_two_beginnings_is_marked_at_the_second()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer] public abstract Policy Small();
                [InitializeTransformer] public abstract Policy Large();
                [Problems<Sums>] public abstract PromptSet Curated();
                [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet curated);
                [FineTune] public abstract Policy Branch(Policy small, Demonstrations traces);
                [FineTune] public abstract Policy Sft(Policy large, Demonstrations traces);
                [MergeWeights]
                public abstract Policy Merged(Policy small, Policy branch, [From(nameof(Sft))] Policy {|KIMI6002:tuned|}, Policy large);
            }
            """);
        Assert.Equal(
            "stage 'Merged' takes 'small' and 'tuned' as two of one origin, but 'small' began at 'Small' and 'tuned' at 'Large', "
            + "so their weights do not correspond: take policies that began at the same stage",
            Assert.Single(messages));
    }

    [Fact]
    public async Task Branches_of_one_beginning_can_be_merged_and_merged_again() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet curated);
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy sft, PromptSet curated);
            [MergeWeights] public abstract Policy Merged(Policy longCot, Policy sft, Policy initial);
            [MergeWeights] public abstract Policy Last(Policy merged, Policy sft);
        }
        """);

    [Fact]
    public async Task A_policy_that_is_trained_further_began_where_it_did_before_whatever_taught_it() => await Recipes.CheckAsync("""
        [PartOf(0)] public sealed class DistilAttribute : StageAttribute<Policy, Policy, Policy>;
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Small();
            [InitializeTransformer(Layers = 8)] public abstract Policy Large();
            [Distil] public abstract Policy Distilled(Policy small, Policy large);
            [MergeWeights] public abstract Policy Merged(Policy small, Policy distilled);
            [MergeWeights] public abstract Policy Last(Policy large, Policy {|KIMI6002:merged|});
        }
        """);

    [Fact]
    public async Task Of_a_policy_from_elsewhere_or_from_a_transform_nothing_is_said() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [TunedPolicy] public abstract Policy Downloaded();
            [TunedPolicy] public abstract Policy Other();
            [Transform] public static Policy Converted(Policy initial) => initial;
            [MergeWeights] public abstract Policy Merged(Policy initial, Policy downloaded, Policy converted, Policy other);
            [InitializeTransformer] public abstract Policy Fresh();
            [MergeWeights] public abstract Policy Last(Policy merged, Policy fresh);
        }
        """);

    [Fact]
    public async Task Evaluating_policies_of_two_beginnings_together_is_fine() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Small();
            [InitializeTransformer(Layers = 8)] public abstract Policy Large();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy small, Policy large, PromptSet curated);
        }
        """);

    [Fact]
    public async Task A_team_s_own_stages_begin_lineages_and_need_one()
    {
        var messages = await Recipes.CheckAsync("""
            [Establishes(Fact.Architecture)] public class GrowAttribute : StageAttribute<Policy, Policy>;
            [Establishes(Fact.Architecture, Value = false)] public sealed class MaybeGrowAttribute : GrowAttribute;
            [Requires(Fact.Architecture)] public sealed class PullAttribute : StageAttribute<Policy, PromptSet, Policy, Policy>;
            public sealed class DistilAttribute : StageAttribute<Policy, PromptSet, Policy, Policy>;
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer] public abstract Policy Initial();
                [Problems<Sums>] public abstract PromptSet Curated();
                [Grow] public abstract Policy Grown(Policy initial);
                [MaybeGrow] public abstract Policy MaybeGrown(Policy initial);
                [Pull] public abstract Policy A(Policy grown, PromptSet curated, [From(nameof(Initial))] Policy {|KIMI6002:reference|});
                [Pull] public abstract Policy B([From(nameof(A))] Policy start, PromptSet curated, [From(nameof(Grown))] Policy reference);
                [Pull] public abstract Policy C([From(nameof(B))] Policy start, PromptSet curated, [From(nameof(MaybeGrown))] Policy reference);
                [Distil] public abstract Policy D([From(nameof(C))] Policy student, PromptSet curated, [From(nameof(Initial))] Policy teacher);
            }
            """);
        Assert.Equal(
            "stage 'A' takes 'grown' and 'reference' as two of one origin, but 'grown' began at 'Grown' and 'reference' at 'Initial', "
            + "so their weights do not correspond: take policies that began at the same stage",
            Assert.Single(messages));
    }

    [Fact]
    public async Task What_the_base_has_already_is_told_once_and_an_override_may_mend_it() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Small();
            [InitializeTransformer] public abstract Policy Large();
            [MergeWeights] public abstract Policy Merged(Policy small, Policy {|KIMI6002:large|});
        }
        [Recipe("same", Seed = 2)] public abstract partial class Same : R;
        [Recipe("good")] public abstract partial class Good : R
        {
            [MergeWeights] public abstract override Policy {|KIMI2005:Merged|}(Policy small, [From(nameof(Small))] Policy {|KIMI6013:large|});
        }
        """);

    [Theory]
    [InlineData("MergeWeights")]
    [InlineData("MergeWeights(Weights = [0.3, 0.7])")]
    public async Task Two_checkpoints_may_be_of_one_run(string code) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("step-1000")] public abstract Policy Early();
            [LoadPolicy("step-2000")] public abstract Policy Late();
            [{{code}}] public abstract Policy Merged(Policy early, Policy late);
        }
        """);
}
