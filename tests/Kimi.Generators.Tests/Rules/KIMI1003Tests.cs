using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1003: a recipe's name is unique in its assembly.</summary>
public sealed class KIMI1003Tests
{
    [Fact]
    public async Task Recipes_of_one_name_are_told_at_both_places()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe({|KIMI1003:"r"|})] public abstract partial class A { [InitializeTransformer] public abstract Policy Initial(); }
            [Recipe({|KIMI1003:"R"|}, Seed = 2)] public abstract partial class B { [InitializeTransformer] public abstract Policy Initial(); }
            """);
        Assert.Equal("recipe 'A' has the name 'r', as has 'B': give each a name of its own", messages[0]);
    }

    [Fact]
    public async Task Recipes_of_two_names_are_fine() => await Recipes.CheckAsync("""
        [Recipe("a")] public abstract partial class A { [InitializeTransformer] public abstract Policy Initial(); }
        [Recipe("b", Seed = 2)] public abstract partial class B : A;
        """);
}
