using Kimi.Generators.CodeFixes;

namespace Kimi.Generators.Tests.Fixes;

/// <summary>The fix of KIMI1006 at a parameter.</summary>
public sealed class RemoveParameterModifierTests
{
    [Theory]
    [InlineData("in Policy warm", "Policy warm")]
    [InlineData("/* all */ ref Policy warm", "/* all */ Policy warm")]
    public Task The_modifier_goes(string before, string after) =>
        Harness.CodeFixes.CheckAsync(new RemoveParameterModifierCodeFix(), InRecipe(before), InRecipe(after));

    [Fact]
    public Task A_parameter_without_one_is_left_alone() => Harness.CodeFixes.CheckNoneAsync(
        new RemoveParameterModifierCodeFix(),
        "[Recipe(\"r\")] public abstract partial class R { [Transform] public static PromptSet Mixed(int seed) => throw new NotSupportedException(); }");

    private static string InRecipe(string parameter) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Keep] public abstract Policy Kept({{parameter}});
        }
        """;
}
