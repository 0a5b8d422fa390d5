using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1002: a recipe is partial.</summary>
public sealed class KIMI1002Tests
{
    [Fact]
    public async Task A_recipe_that_is_not_partial_is_told_so_at_its_name()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract class {|KIMI1002:R|} { [InitializeTransformer] public abstract Policy Initial(); }
            """);
        Assert.Equal("recipe 'R' is not partial: add 'partial', since the generator adds its graph to the class", Assert.Single(messages));
    }

    [Fact]
    public async Task Of_two_declarations_the_one_that_lacks_partial_is_marked() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R { [InitializeTransformer] public abstract Policy Initial(); }
        public abstract class {|KIMI1002:R|} { }
        """);

    [Fact]
    public async Task A_recipe_in_two_parts_is_fine() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R { [InitializeTransformer] public abstract Policy Initial(); }
        partial class R { [Transform] public static Policy Same(Policy initial) => initial; }
        """);
}
