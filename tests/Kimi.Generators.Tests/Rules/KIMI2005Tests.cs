using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI2005: every output is used.</summary>
public sealed class KIMI2005Tests
{
    [Fact]
    public async Task A_stage_that_nothing_takes_from_is_marked_at_its_name()
    {
        var messages = await Recipes.CheckAsync("""
            public sealed class FilterAttribute : StageAttribute<PromptSet, PromptSet>;
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Curated();
                [Filter] public abstract PromptSet {|KIMI2005:Hard|}(PromptSet curated);
                [Transform] public static PromptSet {|KIMI2005:Easy|}(PromptSet curated) => curated;
                [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
            }
            """);
        Assert.Equal("nothing takes what stage 'Hard' makes: wire a stage to it, or remove it", messages[0]);
    }

    [Fact]
    public async Task An_evaluation_anywhere_and_the_last_stage_are_what_a_recipe_is_for() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Evaluate, ExactAnswerReward] public abstract Evaluation Before(Policy warm, PromptSet curated);
            [Transform] public static Task<Evaluation> Chart(Policy warm) => throw new NotSupportedException();
            [MergeWeights] public abstract Policy Merged(Policy warm, [From(nameof(Warm))] Policy {|KIMI6013:again|});
        }
        """);

    [Fact]
    public async Task A_last_stage_declared_before_what_it_takes_is_the_last_all_the_same() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Keep] public abstract Policy {|KIMI2005:Merged|}(Policy warm);
            [TunedPolicy] public abstract Policy Warm();
        }
        """);

    [Fact]
    public async Task A_derived_recipe_that_adds_stages_leaves_its_base_s_last_one_in_peace() => await Recipes.CheckAsync("""
        [Recipe("a")]
        public abstract partial class A
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        [Recipe("b")]
        public abstract partial class B : A
        {
            [Keep] public abstract Policy {|KIMI2005:Same|}(Policy warm);
            [Reinforce(Iterations = 80), MirrorDescent, ExactAnswerReward] public abstract Policy Longer(Policy warm, PromptSet curated);
        }
        """);

    [Fact]
    public async Task An_override_that_takes_less_is_no_fault_of_the_base() => await Recipes.CheckAsync("""
        [Recipe("a")]
        public abstract partial class A
        {
            [TunedPolicy] public abstract Policy Warm();
            [TunedPolicy] public abstract Policy Other();
            [MergeWeights] public abstract Policy Merged(Policy warm, Policy other);
        }
        [Recipe("b")]
        public abstract partial class B : A
        {
            [MergeWeights] public abstract override Policy {|KIMI2005:Merged|}(Policy warm, [From(nameof(Again))] Policy other);
            [Keep] public abstract Policy Again(Policy warm);
        }
        """);

    [Fact]
    public async Task What_the_base_has_already_is_told_once() => await Recipes.CheckAsync("""
        [Recipe("a")]
        public abstract partial class A
        {
            [TunedPolicy] public abstract Policy {|KIMI2005:Other|}();
            [TunedPolicy] public abstract Policy Warm();
        }
        [Recipe("b")]
        public abstract partial class B : A
        {
            [Keep] public abstract Policy Merged(Policy warm);
        }
        """);

    [Fact]
    public async Task A_graph_that_is_not_whole_yet_is_left_alone() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Keep] public abstract Policy Merged(Policy {|KIMI2001:wram|});
        }
        """);

    [Fact]
    public async Task A_pragma_around_the_stage_switches_it_off() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
        #pragma warning disable KIMI2005
            [Keep] public abstract Policy Aside(Policy warm);
        #pragma warning restore KIMI2005
            [Keep] public abstract Policy Merged(Policy warm);
        }
        """);
}
