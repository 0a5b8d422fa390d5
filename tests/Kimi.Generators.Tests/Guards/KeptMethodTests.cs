using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Kimi.Generators.Parsing;
using Kimi.Generators.Tests.Corpus;
using Kimi.Generators.Tests.Gallery;
using Kimi.Generators.Tests.Harness;
using Kimi.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kimi.Generators.Tests.Guards;

/// <summary>Of a recipe's methods only those are read again that a keystroke may have changed, and what is kept of the others is right.</summary>
public sealed partial class KeptMethodTests
{
    private const int EachOfTheCorpus = 12;

    private const string Recipe = """
        [InitializeTransformer(Layers = 3)]
        public abstract class Shared
        {
            [InitializeTransformer] public abstract Policy Initial();
        }

        [Recipe("kept")]
        public abstract partial class Kept : Shared
        {
            private const int Width = 8;
            [Problems<Sums>] public abstract PromptSet Problems();
            [InitializeTransformer(HiddenSize = Width)] public abstract Policy Wide();
            [Keep] public abstract Policy Same([From(nameof(Wide))] Policy it);
            [Transform] public static Policy Chosen(Policy initial, Policy wide) => wide;
            [Reinforce(Iterations = 4), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy same, PromptSet problems);
        }
        """;

    [Theory]
    [InlineData("Iterations = 4", "Iterations = 5", "Problems Wide Same Initial")]
    [InlineData("[InitializeTransformer(HiddenSize", "\n// words\n[InitializeTransformer(HiddenSize", "Problems Wide Same Initial LongCot")]
    [InlineData("Policy wide) => wide;", "Policy wide) => initial;", "Problems Wide Same Initial LongCot")]
    [InlineData("=> wide;", "=> wide; private static int Helper() => 1;", "Problems Wide Same Initial LongCot")]
    // The places after it have other numbers.
    [InlineData("[Problems<Sums>]", "[Problems<Sums>(Count = 8)]", "Initial")]
    // What it declares, or names in a constant, may mean something to all.
    [InlineData("Width = 8", "Width = 16", "")]
    [InlineData("Layers = 3", "Layers = 4", "")]
    [InlineData("public abstract Policy Wide", "internal abstract Policy Wide", "")]
    [InlineData("private const int Width", "private sealed class Policy; private const int Width", "")]
    public void After_an_edit_these_stages_are_kept(string old, string edited, string kept)
    {
        var before = Compilations.Create(Recipe);
        var tree = before.SyntaxTrees.Single(each => each.FilePath == "0.cs");
        var stages = Read(before).Model.Stages.ToDictionary(stage => stage.Name);

        Assert.Contains(old, Recipe, StringComparison.Ordinal);
        var after = before.ReplaceSyntaxTree(tree, Compilations.Parse(Recipe.Replace(old, edited, StringComparison.Ordinal), tree.FilePath));
        var now = Read(after);

        Assert.Equal(
            kept.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            now.Model.Stages.Where(stage => ReferenceEquals(stage, stages.GetValueOrDefault(stage.Name))).Select(stage => stage.Name)
                .Order(StringComparer.Ordinal));
        var anew = Read(Compilations.Anew(after));
        Assert.Equal(anew.Model, now.Model);
        Assert.Equal(Places(anew.Locations), Places(now.Locations));
    }

    [Fact]
    public void A_stage_that_moves_to_a_base_class_belongs_to_it()
    {
        const string Stage = "[Problems<Sums>] public abstract PromptSet Problems();";
        const string Own = $"public abstract class Shared {{ }} [Recipe(\"kept\")] public abstract partial class Kept : Shared {{ {Stage} }}";
        const string Moved = $"public abstract class Shared {{ {Stage} }} [Recipe(\"kept\")] public abstract partial class Kept : Shared {{ }}";
        var before = Compilations.Create(Own);
        var tree = before.SyntaxTrees.Single(each => each.FilePath == "0.cs");
        Assert.Equal("global::Kept", Assert.Single(Read(before).Model.Stages).DeclaringType.FullName);

        var now = Read(before.ReplaceSyntaxTree(tree, Compilations.Parse(Moved, tree.FilePath)));

        Assert.Equal("global::Shared", Assert.Single(now.Model.Stages).DeclaringType.FullName);
    }

    [Fact]
    public void What_a_constructor_of_an_attribute_does_is_read_again_after_an_edit()
    {
        const string Attribute = """
            public sealed class DeepAttribute : StageAttribute<Policy>
            {
                public DeepAttribute(int size) { Depth = size; }
                public int Depth { get; set; }
                public int Width { get; set; }
            }
            """;
        var before = Compilations.Create("[Recipe(\"kept\")] public abstract partial class Kept { [Deep(3)] public abstract Policy Initial(); }", Attribute);
        var tree = before.SyntaxTrees.Single(each => each.FilePath == "1.cs");
        Assert.Equal("Depth", Assert.Single(Read(before).Model.Stages[0].Attribute!.Taken).Name);

        var edited = Attribute.Replace("Depth = size", "Width = size", StringComparison.Ordinal);
        var after = before.ReplaceSyntaxTree(tree, Compilations.Parse(edited, tree.FilePath));

        Assert.Equal("Width", Assert.Single(Read(after).Model.Stages[0].Attribute!.Taken).Name);
    }

    [Fact]
    public async Task What_is_kept_keeps_no_compilation()
    {
        var forgotten = new List<(WeakReference Compilation, ParseOptions Options)>();
        foreach (var name in Cases)
            forgotten.Add(await ForgottenAsync(name));
        GC.Collect();

        // Roslyn itself holds the last one for a while.
        Assert.Equal(0, forgotten.SkipLast(1).Count(each => each.Compilation.IsAlive));
        GC.KeepAlive(forgotten);
    }

    /// <summary>Some of the corpus, with their places.</summary>
    public static TheoryData<string> Cases =>
        [.. CorpusCase.Mistakes.Concat(CorpusCase.Valid).Where((_, place) => place % EachOfTheCorpus == 0).Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task After_a_keystroke_in_a_number_the_same_is_told_as_anew(string name)
    {
        var before = Compile(name);
        await ToldAsync(before);
        foreach (var tree in before.SyntaxTrees)
        {
            foreach (var number in Number().Matches(tree.ToString()).Where((_, place) => place % 5 == 0))
            {
                var text = tree.ToString().Insert(number.Index + number.Length, "1");
                var after = before.ReplaceSyntaxTree(tree, Compilations.Parse(text, tree.FilePath));
                Assert.Equal(await ToldAsync(Compilations.Anew(after)), await ToldAsync(after));
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(WeakReference Compilation, ParseOptions Options)> ForgottenAsync(string name)
    {
        var compilation = Compilations.Anew(Compile(name));
        await ToldAsync(compilation);
        return (new(compilation), compilation.SyntaxTrees[0].Options);
    }

    private static CSharpCompilation Compile(string name)
    {
        var files = CorpusCase.Mistakes.Concat(CorpusCase.Valid).Single(each => each.Name == name).Files;
        return MistakeAnalysis.Compile([.. files.Where(file => file.Name.EndsWith(".cs", StringComparison.Ordinal))]);
    }

    private static LocatedRecipe Read(CSharpCompilation compilation) => LocatedRecipe.Of(compilation.GetTypeByMetadataName("Kept")!, compilation, default);

    private static IEnumerable<(FileLinePositionSpan Place, string? Stage)> Places(Locations locations) =>
        Enumerable.Range(0, locations.Count).Select(mark => (locations[mark].GetLineSpan(), locations.StageOf(mark)));

    private static async Task<IReadOnlyList<string>> ToldAsync(CSharpCompilation compilation)
    {
        var (output, diagnostics) = await Recipes.AnalyzeAsync(compilation);
        return
        [
            .. diagnostics.Select(diagnostic => $"{diagnostic.Location.GetLineSpan()}: {diagnostic}"),
            .. output.SyntaxTrees.Where(FileFingerprint.IsGenerated).Select(file => file.ToString()),
        ];
    }

    [GeneratedRegex(@"(?<== )\d+(?=[,)\]])")]
    private static partial Regex Number();
}
