using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1009: Graph and Stages are generated.</summary>
public sealed class KIMI1009Tests
{
    [Theory]
    [InlineData("[InitializeTransformer] public abstract Policy {|KIMI1009:Graph|}();")]
    [InlineData("[InitializeTransformer] public abstract Policy {|KIMI1009:Stages|}();")]
    [InlineData("private const int {|KIMI1009:Stages|} = 3;")]
    public async Task A_member_named_like_a_generated_one_is_marked(string member) =>
        await Recipes.CheckAsync($"[Recipe(\"r\")] public abstract partial class R {{ {member} }}");

    [Theory]
    [InlineData("Graph")]
    [InlineData("Stages")]
    public async Task A_recipe_class_named_like_a_generated_member_is_marked(string name)
    {
        var messages = await Recipes.CheckAsync($"[Recipe(\"r\")] public abstract partial class {{|KIMI1009:{name}|}};");
        Assert.Equal($"'{name}' is the name of a member that the generator adds to recipe '{name}': choose another name", Assert.Single(messages));
    }

    [Fact]
    public async Task The_generated_members_themselves_are_not() => await Recipes.CheckAsync("""
        [Recipe("a")] public abstract partial class A { [InitializeTransformer] public abstract Policy graph(); }
        [Recipe("b", Seed = 2)] public abstract partial class B : A;
        """);
}
