using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1001: a recipe is abstract.</summary>
public sealed class KIMI1001Tests
{
    [Fact]
    public async Task A_recipe_that_is_not_abstract_is_told_so_at_its_name()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public partial class {|KIMI1001:R|} { [InitializeTransformer] public abstract Policy Initial(); }
            """);
        Assert.Equal("recipe 'R' is not abstract: add 'abstract', since its stages have no bodies", Assert.Single(messages));
    }

    [Fact]
    public async Task A_recipe_of_transforms_alone_must_be_abstract_too() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public partial class {|KIMI1001:R|} { [Transform] public static PromptSet Problems() => new([]); }
        """);

    [Fact]
    public async Task A_static_recipe_is_not_abstract() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public static partial class {|KIMI1001:R|} { [Transform] public static PromptSet Problems() => new([]); }
        """);

    [Fact]
    public async Task A_derived_recipe_that_is_not_abstract_is_told_so_once() => await Recipes.CheckAsync("""
        [Recipe("a")] public abstract partial class A { [InitializeTransformer] public abstract Policy Initial(); }
        [Recipe("b")] public partial class {|KIMI1001:B|} : A;
        """);

    [Fact]
    public async Task A_class_that_is_no_recipe_may_be_anything() => await Recipes.CheckAsync("public sealed class C;");
}
