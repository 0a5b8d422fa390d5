using Kimi.Generators.Parsing;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Tests.Guards;

/// <summary>An edit has those recipes parsed again that it may change, and no others.</summary>
public sealed class ParseCacheTests
{
    private const string Main = """
        using static Team.Sizes;

        namespace Team
        {
            [Recipe("main")]
            public abstract partial class Main
            {
                public const int Width = 8;
                [InitializeTransformer(Layers = Layers)] public abstract Policy Initial();
                [Transform] public static Policy Same(Policy initial) => initial;
                private static int Helper(int count) { return count + 1; }
            }
        }
        """;

    private const string Derived = """
        namespace Team
        {
            [Recipe("derived")]
            public abstract partial class Derived : Main
            {
                [InitializeTransformer(HiddenSize = Width)] public abstract override Policy Initial();
            }
        }
        """;

    private const string Other = """
        namespace Team
        {
            [Recipe("other")]
            public abstract partial class Other
            {
                [InitializeTransformer] public abstract Policy Initial();
                [Transform] public static Policy Again([From(nameof(Initial))] Policy it) { return it; }
            }
        }
        """;

    private const string Library = """
        namespace Team
        {
            public static class Sizes
            {
                public const int Layers = 2;
                public static int Twice(int size) { return 2 * size; }
                public static int Half(int size) => size / 2;
                public static int Most { get { return 4; } }
            }
        }
        """;

    private static readonly ParseCache<string> s_cache = new();

    private static readonly string[] s_sources = [Main, Derived, Other, Library];

    [Theory]
    [InlineData(0, "=> initial;", "=> new Policy();", "Main Derived")]
    [InlineData(0, "Layers = Layers", "Layers = 5", "Main Derived")]
    [InlineData(0, "[Recipe(\"main\")]", "// words\n[Recipe(\"main\")]", "Main Derived")]
    [InlineData(0, "Same(", "Equal(", "Main Derived")]
    [InlineData(
        0,
        "[InitializeTransformer(Layers = Layers)]",
        "[InitializeTransformer(Layers = Layers)] public abstract Policy First();\n[TunedPolicy]",
        "Main Derived")]
    [InlineData(1, "HiddenSize = Width", "HiddenSize = 2", "Derived")]
    [InlineData(1, "Initial();", "Initial( );", "Derived")]
    [InlineData(2, "[InitializeTransformer]", "[InitializeTransformer, Obsolete]", "Other")]
    [InlineData(2, "Policy it", "Policy that", "Other")]
    [InlineData(2, "return it;", "return new();", "Other")]
    [InlineData(3, "2 * size", "size + size", "")]
    [InlineData(3, "size / 2", "size >> 1", "")]
    [InlineData(3, "return 4", "return 5", "")]
    [InlineData(3, "int size)", "long size)", "")]
    [InlineData(3, "Twice", "Double", "")]
    [InlineData(3, "public static int Half", "[Obsolete] public static int Half", "")]
    [InlineData(3, "public static class", "/// <summary>Words.</summary>\n// and more\npublic   static class", "")]
    public void What_no_recipe_but_those_of_the_file_can_depend_on_has_no_other_parsed(int file, string old, string edited, string parsed) =>
        Assert.Equal(parsed.Split(' ', StringSplitOptions.RemoveEmptyEntries), ParsedAfter(file, old, edited));

    [Theory]
    [InlineData(3, "Layers = 2", "Layers = 3")]
    [InlineData(3, "public static class", "public class New; public static class")]
    [InlineData(3, "public static class", "internal static class")]
    [InlineData(3, "namespace Team", "global using P = Kimi.Dsl.Policy; namespace Team")]
    [InlineData(3, "namespace Team", "#nullable disable\nnamespace Team")]
    [InlineData(3, "return 2", "\n#nullable disable\nreturn 2")]
    [InlineData(3, "int Most {", "int Most { set { }")]
    [InlineData(3, "Twice", "Layers")]
    [InlineData(2, "Again(", "Initial(")]
    [InlineData(0, "Width = 8", "Width = 16")]
    [InlineData(0, "public abstract partial class Main", "internal abstract partial class Main")]
    public void What_a_file_declares_has_all_recipes_parsed(int file, string old, string edited) =>
        Assert.Equal(["Main", "Derived", "Other"], ParsedAfter(file, old, edited));

    [Fact]
    public void Without_an_edit_nothing_is_parsed()
    {
        var compilation = Start();

        Assert.Empty(Parse(compilation.Clone()));
        Assert.Empty(Parse(compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees)));
    }

    [Fact]
    public void What_the_generator_writes_has_nothing_parsed_again()
    {
        var compilation = Start();
        Compilations.Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);

        Assert.NotEqual(compilation.SyntaxTrees.Length, output.SyntaxTrees.Count());
        Assert.Empty(Parse((CSharpCompilation)output));
    }

    [Fact]
    public void A_new_file_has_all_recipes_parsed_and_so_has_one_that_goes()
    {
        var compilation = Start();

        Assert.Equal(3, Parse(compilation.AddSyntaxTrees(Compilations.Parse("class New;", "New.cs"))).Count);
        Assert.Equal(3, Parse(compilation.RemoveSyntaxTrees(compilation.SyntaxTrees[^1])).Count);
    }

    [Fact]
    public void Another_order_of_files_has_all_recipes_parsed()
    {
        var compilation = Start();

        Assert.Equal(3, Parse(compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse())).Count);
    }

    [Fact]
    public void Another_reference_option_or_name_of_the_assembly_has_all_recipes_parsed()
    {
        var compilation = Start();

        Assert.Equal(3, Parse(compilation.AddReferences(MetadataReference.CreateFromFile(typeof(FactAttribute).Assembly.Location))).Count);
        Assert.Equal(3, Parse(compilation.WithReferences(compilation.References.Reverse())).Count);
        Assert.Equal(3, Parse(compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable))).Count);
        Assert.Equal(3, Parse(compilation.WithAssemblyName("Another")).Count);
    }

    [Fact]
    public void A_recipe_of_several_files_is_parsed_again_when_any_of_them_changes()
    {
        const string Part = "namespace Team { partial class Other { private static void Nothing() { } } }";
        var compilation = Compilations.Create([.. s_sources, Part]);
        Parse(compilation);

        Assert.Equal(["Other"], Parse(Edit(compilation, 4, "{ }", "{ ; }")));
    }

    [Fact]
    public void A_recipe_is_parsed_again_when_a_base_class_changes_that_is_no_recipe()
    {
        const string Base = "namespace Team { public abstract class Base { [InitializeTransformer] public abstract Policy Initial(); } }";
        var compilation = Compilations.Create([.. s_sources, Base, "[Recipe(\"based\")] public abstract partial class Based : Team.Base;"]);
        Parse(compilation);

        Assert.Equal(["Based"], Parse(Edit(compilation, 4, "[InitializeTransformer]", "[InitializeTransformer(Layers = 1)]")));
    }

    [Fact]
    public void A_parse_that_throws_is_not_kept()
    {
        var compilation = Start();
        compilation = Edit(compilation, 2, "return it", "return new()");

        Assert.Throws<InvalidOperationException>(() => Parse(compilation, _ => throw new InvalidOperationException()));
        Assert.Equal(["Other"], Parse(compilation));
        Assert.Empty(Parse(compilation));
    }

    private static CSharpCompilation Start()
    {
        var compilation = Compilations.Create(s_sources);
        Assert.Equal(["Main", "Derived", "Other"], Parse(compilation));
        return compilation;
    }

    private static List<string> ParsedAfter(int file, string old, string edited) => Parse(Edit(Start(), file, old, edited));

    private static CSharpCompilation Edit(CSharpCompilation compilation, int file, string old, string edited)
    {
        // The prelude comes first.
        var tree = compilation.SyntaxTrees[file + 1];
        var text = tree.ToString();
        Assert.Contains(old, text);
        return compilation.ReplaceSyntaxTree(tree, Compilations.Parse(text.Replace(old, edited, StringComparison.Ordinal), tree.FilePath));
    }

    // The recipes that are parsed when all are asked for.
    private static List<string> Parse(CSharpCompilation compilation, Action<string>? onParse = null)
    {
        var parsed = new List<string>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var declaration in tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
                .Where(d => d.AttributeLists.ToString().Contains("[Recipe(", StringComparison.Ordinal)))
            {
                var recipe = compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration)!;
                s_cache.Get(recipe, declaration.GetReference(), compilation, Read, CancellationToken.None);

                string Read()
                {
                    onParse?.Invoke(recipe.Name);
                    parsed.Add(recipe.Name);
                    return recipe.Name;
                }
            }
        }

        return parsed;
    }
}
