using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI2001: a stage makes every input.</summary>
public sealed class KIMI2001Tests
{
    [Fact]
    public async Task An_unknown_input_suggests_the_nearest_stage()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Curated();
                [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy {|KIMI2001:wram|}, PromptSet curated);
            }
            """);
        Assert.Equal("stage 'LongCot' takes 'wram', which no stage makes: did you mean 'warm'?", Assert.Single(messages));
    }

    [Fact]
    public async Task Where_no_name_is_near_the_stages_of_the_type_are_named()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer] public abstract Policy Warm();
                [MergeWeights] public abstract Policy Merged(Policy warm, Policy {|KIMI2001:teacher|});
                [Transform] public static PromptSet Hard(PromptSet {|KIMI2001:curated|}) => curated;
            }
            """);
        Assert.Equal("stage 'Merged' takes 'teacher', which no stage makes: name the parameter after a stage that makes a Policy, such as 'warm', "
            + "or point at one by [From]", messages[0]);
        Assert.Equal("stage 'Hard' takes 'curated', which no stage makes: add a stage that makes a PromptSet", messages[1]);
    }

    [Fact]
    public async Task From_a_stage_that_does_not_exist_is_marked_at_the_attribute()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer] public abstract Policy Warm();
                [Keep] public abstract Policy Merged([From({|KIMI2001:"Wram"|})] Policy start);
            }
            """);
        Assert.Equal("stage 'Merged' takes 'start' from 'Wram', which is no stage: did you mean 'Warm'?", messages[0]);
    }

    [Fact]
    public async Task From_inherited_stages_services_and_nearly_equal_names_are_fine() => await Recipes.CheckAsync("""
        [Recipe("a")]
        public abstract partial class A
        {
            [InitializeTransformer] public abstract Policy Warm();
            [Transform] public static Policy Warm2(Policy warm) => warm;
        }
        [Recipe("b")]
        public abstract partial class B : A
        {
            [MergeWeights] public abstract Policy Merged([From(nameof(Warm))] Policy start, Policy warm2);
            [Transform] public static Policy Same(Policy merged, IServiceProvider services, StageContext wram) => merged;
        }
        """);
}
