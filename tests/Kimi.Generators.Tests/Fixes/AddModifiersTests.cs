using Kimi.Generators.CodeFixes;

namespace Kimi.Generators.Tests.Fixes;

/// <summary>The fix of KIMI1001 and KIMI1002.</summary>
public sealed class AddModifiersTests
{
    [Theory]
    [InlineData("public class R;", "public abstract partial class R;")]
    [InlineData("public partial class R;", "public abstract partial class R;")]
    [InlineData("public abstract class R;", "public abstract partial class R;")]
    [InlineData("class R;", "abstract partial class R;")]
    [InlineData("/* why */ public static class R;", "/* why */ public abstract partial class R;")]
    [InlineData("sealed partial class R;", "abstract partial class R;")]
    public Task The_class_becomes_abstract_partial(string before, string after) => Harness.CodeFixes.CheckAsync(
        new AddModifiersCodeFix(), $"/// <summary>A recipe.</summary>\n[Recipe(\"r\")]\n{before}\n",
        $"/// <summary>A recipe.</summary>\n[Recipe(\"r\")]\n{after}\n");

    [Fact]
    public Task All_recipes_of_a_file_are_fixed_at_once() => Harness.CodeFixes.CheckAllAsync(
        new AddModifiersCodeFix(),
        """
        [Recipe("a")] public class A;
        [Recipe("b")]
        // two
        class B;
        [Recipe("c")] public partial class C;
        """,
        """
        [Recipe("a")] public abstract partial class A;
        [Recipe("b")]
        // two
        abstract partial class B;
        [Recipe("c")] public abstract partial class C;
        """);
}
