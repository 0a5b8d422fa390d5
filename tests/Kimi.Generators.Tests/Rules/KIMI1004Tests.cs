using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1004: a recipe is an ordinary top-level class.</summary>
public sealed class KIMI1004Tests
{
    [Theory]
    [InlineData("public abstract partial class {|KIMI1004:R|}<T> { }", "recipe 'R<T>' is generic: make it an ordinary class in a namespace")]
    [InlineData("public abstract partial record {|KIMI1004:R|};", "recipe 'R' is a record: make it an ordinary class in a namespace")]
    [InlineData("file abstract partial class {|KIMI1004:R|};", "recipe 'R' is local to its file: make it an ordinary class in a namespace")]
    public async Task An_unsupported_class_is_told_what_it_is(string declaration, string message) =>
        Assert.Equal(message, Assert.Single(await Recipes.CheckAsync($"[Recipe(\"r\")] {declaration}")));

    [Fact]
    public async Task A_nested_recipe_is_not_supported() => await Recipes.CheckAsync("""
        public partial class Outer { [Recipe("r")] public abstract partial class {|KIMI1004:R|} { } }
        """);

    [Fact]
    public async Task A_recipe_in_the_global_namespace_is_fine() => await Recipes.CheckAsync("""
        [Recipe("r")] abstract partial class R { [InitializeTransformer] public abstract Policy Initial(); }
        """);
}
