using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1006: a stage is an abstract method, or a static one with [Transform].</summary>
public sealed class KIMI1006Tests
{
    [Theory]
    [InlineData(
        "[InitializeTransformer] public static Policy {|KIMI1006:Initial|}() => null!;",
        "stage 'Initial' is not abstract: declare it 'abstract' and without a body, since [InitializeTransformer] names what executes it")]
    [InlineData(
        "[InitializeTransformer] public Policy {|KIMI1006:Initial|}();",
        "stage 'Initial' is not abstract: declare it 'abstract' and without a body, since [InitializeTransformer] names what executes it")]
    [InlineData(
        "[Transform] public abstract Policy {|KIMI1006:Initial|}();",
        "[Transform] method 'Initial' is not static: declare it 'static' and give it a body, since that body is the stage")]
    [InlineData(
        "[Transform] public Policy {|KIMI1006:Initial|}() => null!;",
        "[Transform] method 'Initial' is not static: declare it 'static' and give it a body, since that body is the stage")]
    [InlineData("public abstract Policy {|KIMI1006:Initial|}();", "method 'Initial' is abstract but no stage: give it an attribute that says what it does")]
    [InlineData(
        "[Transform] public static Policy {|KIMI1006:Initial|}<T>() => null!;",
        "stage 'Initial' has type parameters: remove them, since a stage makes one type of artifact")]
    [InlineData(
        "[Transform] public static {|KIMI1006:int|} Initial() => 1;",
        "transform 'Initial' returns int, which is no artifact: return an artifact, or a task of one")]
    [InlineData(
        "[Transform] public static {|KIMI1006:Task<Policy?>|} Initial() => null!;",
        "transform 'Initial' may return null, but a stage always makes its artifact: remove the '?'")]
    [InlineData(
        "[Transform] public static {|KIMI1006:Task<Policy>?|} Initial() => null;",
        "transform 'Initial' may return null, but a stage always makes its artifact: remove the '?'")]
    [InlineData(
        "[Transform] public static Policy Initial(int {|KIMI1006:seed|}) => null!;",
        "parameter 'seed' of transform 'Initial' is neither an artifact nor a service: take an artifact, a class or interface from dependency injection, "
        + "or a CancellationToken")]
    public async Task A_method_that_cannot_be_a_stage_is_told_why(string method, string message) => Assert.Equal(
        message,
        Assert.Single(await Recipes.CheckAsync($"[Recipe(\"r\")] public abstract partial class R {{ {method} }}")));

    [Fact]
    public async Task An_override_with_a_body_is_no_stage() => await Recipes.CheckAsync("""
        [Recipe("a")] public abstract partial class A { [InitializeTransformer] public abstract Policy Initial(); }
        [Recipe("b")] public abstract partial class B : A { public override Policy {|KIMI1006:Initial|}() => null!; }
        """);

    [Fact]
    public async Task A_mistake_in_a_base_recipe_is_reported_once() => await Recipes.CheckAsync("""
        [Recipe("a")] public abstract partial class A { public abstract Policy {|KIMI1006:Initial|}(); }
        [Recipe("b", Seed = 2)] public abstract partial class B : A;
        """);

    [Fact]
    public async Task Helper_methods_and_properties_are_left_alone() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Transform] public static PromptSet Problems(StageContext context, CancellationToken token) => Make(2);
            private static PromptSet Make(int count) => new([]);
            public abstract int Size { get; }
        }
        """);
}
