using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1007: a component hangs on a stage that takes it.</summary>
public sealed class KIMI1007Tests
{
    [Fact]
    public async Task A_component_of_a_kind_the_stage_does_not_take_is_marked()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [Problems<Sums>] public abstract PromptSet Problems();
                [InitializeTransformer, {|KIMI1007:LengthPenalty|}] public abstract Policy Initial();
                [Evaluate, ExactAnswerReward, {|KIMI1007:MirrorDescent|}] public abstract Evaluation Report(Policy initial, PromptSet problems);
            }
            """);
        Assert.Equal("stage 'Initial' is an [InitializeTransformer], which takes no penalty: remove [LengthPenalty]", messages[0]);
        Assert.Equal("stage 'Report' is an [Evaluate], which takes no objective: remove [MirrorDescent]", messages[1]);
    }

    [Fact]
    public async Task A_component_on_a_method_that_is_no_stage_is_marked()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")] public abstract partial class R { [{|KIMI1007:ExactAnswerReward|}] public abstract Policy Initial(); }
            """);
        Assert.StartsWith("[ExactAnswerReward] hangs on 'Initial', which has no stage attribute: ", messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_s_own_stage_takes_what_it_declares() => await Recipes.CheckAsync("""
        [StageComponents(ComponentKinds.Penalty)] public class OwnAttribute : StageAttribute<Policy>;
        public sealed class DerivedAttribute : OwnAttribute;
        [Recipe("r")] public abstract partial class R { [Derived, LengthPenalty] public abstract Policy Initial(); }
        """);
}
