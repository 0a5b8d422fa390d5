using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1014: a recipe has stages.</summary>
public sealed class KIMI1014Tests
{
    [Fact]
    public async Task A_recipe_without_stages_is_told() => Assert.Equal(
        "recipe 'r' has no stages, so a run of it does nothing: declare some, such as [Problems<…>]",
        Assert.Single(await Recipes.CheckAsync("""[Recipe("r")] public abstract partial class {|KIMI1014:R|} { public const int Steps = 4; }""")));

    [Fact]
    public async Task A_base_of_recipes_with_stages_and_a_recipe_of_inherited_ones_are_fine() => await Recipes.CheckAsync("""
        [Recipe("r")] public abstract partial class R;
        [Recipe("s")] public abstract partial class S : R { [Problems<Sums>] public abstract PromptSet Curated(); }
        [Recipe("t", Seed = 2)] public abstract partial class T : S;
        """);
}
