using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1011: a recipe has a name.</summary>
public sealed class KIMI1011Tests
{
    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"my recipe\"")]
    [InlineData("\"../up\"")]
    [InlineData("\"..\"")]
    [InlineData("\"-x\"")]
    public async Task A_name_that_cannot_be_typed_or_be_a_folder_is_marked(string name) =>
        await Recipes.CheckAsync($"[Recipe({{|KIMI1011:{name}|}})] public abstract partial class R;");

    [Fact]
    public async Task Letters_digits_dashes_and_points_are_fine() => await Recipes.CheckAsync(
        "[Recipe(\"k1.5-mini_2\")] public abstract partial class R { [InitializeTransformer] public abstract Policy Initial(); }");
}
