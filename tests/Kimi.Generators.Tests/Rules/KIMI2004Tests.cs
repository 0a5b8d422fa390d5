using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI2004: the graph has no cycle.</summary>
public sealed class KIMI2004Tests
{
    [Fact]
    public async Task A_cycle_is_told_with_its_whole_path()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [Transform] public static PromptSet {|KIMI2004:Rollout|}(PromptSet curriculum) => curriculum;
                [Transform] public static PromptSet Judge(PromptSet rollout) => rollout;
                [Transform] public static PromptSet Curriculum(PromptSet judge) => judge;
                [Transform] public static PromptSet After(PromptSet judge) => judge;
            }
            """);
        Assert.Equal("stage 'Rollout' waits for its own output, Rollout → Judge → Curriculum → Rollout: cut the cycle at one of these stages",
            Assert.Single(messages));
    }

    [Fact]
    public async Task A_stage_that_takes_itself_and_a_cycle_elsewhere_are_two() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Keep] public abstract Policy {|KIMI2004:Self|}(Policy self);
            [Keep] public abstract Policy {|KIMI2004:A|}(Policy b);
            [Keep] public abstract Policy B(Policy a);
        }
        """);

    [Fact]
    public async Task An_override_may_close_a_cycle_through_its_base() => await Recipes.CheckAsync("""
        [Recipe("a")]
        public abstract partial class A
        {
            [InitializeTransformer] public abstract Policy First();
            [Keep] public abstract Policy Second(Policy first);
            [Keep] public abstract Policy Third(Policy second);
        }
        [Recipe("b")]
        public abstract partial class B : A
        {
            [Keep] public abstract override Policy {|KIMI2004:Second|}([From(nameof(Third))] Policy first);
        }
        """);

    [Fact]
    public async Task A_diamond_and_a_stage_declared_before_its_input_are_no_cycle() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Keep] public abstract Policy Left(Policy start);
            [InitializeTransformer] public abstract Policy Start();
            [Keep] public abstract Policy Right(Policy start);
            [MergeWeights] public abstract Policy Merged(Policy left, Policy right);
        }
        """);
}
