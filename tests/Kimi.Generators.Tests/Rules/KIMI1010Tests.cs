using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1010: generated code can name what a stage uses.</summary>
public sealed class KIMI1010Tests
{
    [Fact]
    public async Task A_private_attribute_is_marked() => await Recipes.CheckAsync("""
        file sealed class OwnAttribute : StageAttribute<Policy>;
        [Recipe("r")] public abstract partial class R { [{|KIMI1010:Own|}] public abstract Policy Initial(); }
        """);

    [Fact]
    public async Task A_private_transform_cannot_be_inherited()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("a")] public abstract partial class A { [Transform] private static PromptSet Problems() => new([]); }
            [Recipe("b")] public abstract partial class {|KIMI1010:B|} : A;
            """);
        Assert.Equal("recipe 'B' cannot inherit stage 'Problems', which is private in 'A': make the method at least internal", messages[0]);
    }

    [Fact]
    public async Task Internal_attributes_and_private_transforms_of_a_recipe_s_own_are_fine() => await Recipes.CheckAsync("""
        internal sealed class OwnAttribute : StageAttribute<Policy>;
        [Recipe("r")]
        public abstract partial class R
        {
            [Own] public abstract Policy Initial();
            [Problems<Mine>] public abstract PromptSet Problems();
            [Transform] private static PromptSet Same(PromptSet problems) => problems;
            private sealed class Mine : IProblemSource { public IEnumerable<Problem> Problems(Random random) => []; }
        }
        """);
}
