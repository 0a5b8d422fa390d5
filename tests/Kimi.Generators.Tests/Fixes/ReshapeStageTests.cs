using Kimi.Generators.CodeFixes;

namespace Kimi.Generators.Tests.Fixes;

/// <summary>The fix of KIMI1006.</summary>
public sealed class ReshapeStageTests
{
    [Theory]
    [InlineData("public Policy Initial();", "public abstract Policy Initial();")]
    [InlineData("public Policy Initial() => null!; // the start", "public abstract Policy Initial(); // the start")]
    [InlineData("public static Policy Initial()\n    {\n        return null!;\n    }", "public abstract Policy Initial();")]
    [InlineData("public virtual Policy Initial()\n        => null!;", "public abstract Policy Initial();")]
    [InlineData("Policy Initial() => null!;", "internal abstract Policy Initial();")]
    [InlineData("private Policy Initial() => null!;", "internal abstract Policy Initial();")]
    [InlineData("static extern Policy Initial();", "internal abstract Policy Initial();")]
    [InlineData("private protected /* here */ Policy Initial() => null!;", "private protected /* here */ abstract Policy Initial();")]
    [InlineData("public static /* here */ Policy Initial() => null!;", "public /* here */ abstract Policy Initial();")]
    public Task A_stage_becomes_abstract_and_loses_its_body(string before, string after) =>
        CheckAsync($"/// <summary>The start.</summary>\n    [InitializeTransformer]\n    {before}",
            $"/// <summary>The start.</summary>\n    [InitializeTransformer]\n    {after}");

    [Fact]
    public Task An_override_stays_one() => Harness.CodeFixes.CheckAsync(
        new ReshapeStageCodeFix(),
        """
        [Recipe("a")] public abstract partial class A { [InitializeTransformer] public abstract Policy Initial(); }
        [Recipe("b")] public abstract partial class B : A { [InitializeTransformer] public sealed override Policy Initial() => null!; }
        """,
        """
        [Recipe("a")] public abstract partial class A { [InitializeTransformer] public abstract Policy Initial(); }
        [Recipe("b")] public abstract partial class B : A { [InitializeTransformer] public abstract override Policy Initial(); }
        """);

    [Theory]
    [InlineData("public PromptSet Problems() => new([]);", "public static PromptSet Problems() => new([]);")]
    [InlineData("PromptSet Problems() => new([]);", "static PromptSet Problems() => new([]);")]
    [InlineData(
        "public virtual async Task<PromptSet> Problems()\n    {\n        await Task.Yield(); // why\n        return new([]);\n    }",
        "public static async Task<PromptSet> Problems()\n    {\n        await Task.Yield(); // why\n        return new([]);\n    }")]
    public Task A_transform_becomes_static(string before, string after) => CheckAsync($"[Transform] {before}", $"[Transform] {after}");

    [Fact]
    public Task All_stages_of_a_file_become_abstract_at_once() => Harness.CodeFixes.CheckAllAsync(
        new ReshapeStageCodeFix(),
        InRecipe("[InitializeTransformer] public Policy A() => null!;\n    [InitializeTransformer] public static Policy B() { return null!; }"),
        InRecipe("[InitializeTransformer] public abstract Policy A();\n    [InitializeTransformer] public abstract Policy B();"));

    [Fact]
    public Task All_transforms_of_a_file_become_static_at_once() => Harness.CodeFixes.CheckAllAsync(
        new ReshapeStageCodeFix(),
        InRecipe("[Transform] public PromptSet A() => new([]);\n    [Transform] public PromptSet B(PromptSet a) => a;"),
        InRecipe("[Transform] public static PromptSet A() => new([]);\n    [Transform] public static PromptSet B(PromptSet a) => a;"));

    [Theory]
    [InlineData("public abstract Policy Initial();")]
    [InlineData("[Transform] public abstract Policy Initial();")]
    [InlineData("[Transform] public static int Initial() => 1;")]
    [InlineData("[Transform] public static Policy Initial(int seed) => null!;")]
    [InlineData("[Transform] public static Policy Initial<T>() => null!;")]
    [InlineData("[InitializeTransformer] public Policy Initial<T>() => null!;")]
    [InlineData("public string Name => \"\"; [Transform] public PromptSet Initial() => new([new Problem(Name, Name)]);")]
    [InlineData("[Transform] public PromptSet Initial() => Make(this); private static PromptSet Make(R recipe) => null!;")]
    public Task Nothing_is_offered_where_it_would_leave_a_mistake(string method) =>
        Harness.CodeFixes.CheckNoneAsync(new ReshapeStageCodeFix(), InRecipe(method));

    private static Task CheckAsync(string before, string after) => Harness.CodeFixes.CheckAsync(new ReshapeStageCodeFix(), InRecipe(before), InRecipe(after));

    private static string InRecipe(string method) => $"[Recipe(\"r\")]\npublic abstract partial class R\n{{\n    {method}\n}}\n";
}
