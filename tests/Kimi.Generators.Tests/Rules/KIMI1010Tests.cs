using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1010: generated code can name what a stage uses.</summary>
public sealed class KIMI1010Tests
{
    [Theory]
    [InlineData("file")]
    [InlineData("public", "private")]
    [InlineData("public", "protected")]
    public async Task A_private_attribute_is_marked(string outer, string? nested = null)
    {
        var own = "sealed class OwnAttribute : StageAttribute<Policy>;";
        var messages = await Recipes.CheckAsync($$"""
            {{(nested is null ? $"{outer} {own}" : "")}}
            [Recipe("r")] public abstract partial class R { [{|KIMI1010:Own|}] public abstract Policy Initial(); {{(nested is null ? "" : $"{nested} {own}")}} }
            """);
        Assert.Equal(
            "[Own] on stage 'Initial' needs OwnAttribute, which is private or local to its file, where generated code cannot name it: "
            + "make it at least internal",
            Assert.Single(messages));
    }

    [Fact]
    public async Task Types_in_options_are_marked_where_generated_code_cannot_name_them()
    {
        var messages = await Recipes.CheckAsync("""
            public sealed class OwnAttribute : StageAttribute<Policy> { public Type? Type { get; set; } public object[] Values { get; set; } = []; }
            file sealed class Local;
            [Recipe("a")] public abstract partial class A
            {
                [{|KIMI1010:Own|}(Type = typeof(List<Local[]>))] public abstract Policy Initial();
            }
            [Recipe("b")] public abstract partial class B { [Own(Type = typeof(Mine))] public abstract Policy Initial(); private sealed class Mine; }
            [Recipe("c")] public abstract partial class C
            {
                [Own(Values = new object[] { Mine.One })] public abstract Policy Initial();
                private enum Mine { One }
            }
            [Recipe("d")] public abstract partial class {|KIMI1010:D|} : C;
            """);
        Assert.StartsWith("[Own] on stage 'Initial' needs Local,", messages[0], StringComparison.Ordinal);
        Assert.StartsWith("[Own] on stage 'Initial' needs Mine,", messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transform_of_a_private_artifact_is_marked() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [{|KIMI1010:Transform|}] private static Mine Initial() => new();
            private sealed record Mine : Artifact;
        }
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
        internal sealed record Note(string Text) : Artifact;
        [Recipe("r")]
        public abstract partial class R
        {
            [Own] public abstract Policy Initial();
            [Problems<Mine>] public abstract PromptSet Problems();
            [Transform] private static PromptSet Same(PromptSet problems) => problems;
            [Transform] internal static Note Notes(Policy initial, PromptSet same) => new("");
            [Transform] private static async Task<Note> More(Note notes) => await Task.FromResult(notes);
            private sealed class Mine : IProblemSource { public IEnumerable<Problem> Problems(Random random) => []; }
        }
        """);
}
