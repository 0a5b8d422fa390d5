using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1008: a stage's name is unique in its recipe.</summary>
public sealed class KIMI1008Tests
{
    [Fact]
    public async Task An_overload_is_a_second_stage_of_one_name() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Transform] public static Policy {|KIMI1008:Initial|}(Policy initial) => initial;
        }
        """);

    [Fact]
    public async Task Names_that_differ_in_case_only_are_one_name() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [InitializeTransformer] public abstract Policy {|KIMI1008:initial|}();
        }
        """);

    [Fact]
    public async Task A_derived_recipe_may_hide_a_transform() => await Recipes.CheckAsync("""
        [Recipe("a")] public abstract partial class A { [Transform] public static PromptSet Problems() => new([]); }
        [Recipe("b")] public abstract partial class B : A { [Transform] public static new PromptSet Problems() => new([]); }
        """);
}
