using System.Runtime.CompilerServices;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Tests.Generation;

/// <summary>What generated files say.</summary>
public sealed class EmissionTests
{
    [Fact]
    public void A_recipe_of_every_kind_of_stage() => Verify(Samples.Full);

    [Fact]
    public void A_derived_recipe_repeats_inherited_stages_and_takes_the_base_s_seed() => Verify(Samples.Full, Samples.Derived);

    [Fact]
    public void Names_that_are_keywords_or_collide_are_escaped() => Verify("""
        namespace @namespace.Task;

        [Recipe("class")]
        public abstract partial class @class
        {
            [InitializeTransformer] public abstract Policy @new();
            [InitializeTransformer] public abstract Policy Policy();
            [InitializeTransformer] public abstract Policy call();
            [Transform] public static Policy System(Policy @new, Policy policy, Policy call) => policy;
        }
        """);

    [Fact]
    public void Options_of_every_type_are_written_as_they_are() => Verify("""
        public enum Kind : byte { A, @default = 4 }
        public sealed class OwnAttribute(string name, params object[] values) : StageAttribute<Policy>
        {
            public string Name => name + values.Length;
            public double Double { get; set; }
            public float Single { get; set; }
            public long Long { get; set; }
            public char Char { get; set; }
            public bool Bool { get; set; }
            public Kind Kind { get; set; }
            public Type? Type { get; set; }
            public string?[] Strings { get; set; } = [];
            public double[] Doubles { get; set; } = [];
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [Own("a\n\"b\"", 1, 2.5, "c", (byte)3, Kind.@default, typeof(List<int>),
                Double = 1e300, Single = 0.1f, Long = long.MinValue, Char = '\'', Bool = true,
                Kind = (Kind)9, Type = typeof(Dictionary<,>), Strings = new[] { "x", null }, Doubles = new double[0])]
            public abstract Policy A();
            [Own("", Double = 5, Single = float.NegativeInfinity, Doubles = new[] { double.NaN, -0.25 })]
            public abstract Policy B();
        }
        """);

    [Fact]
    public void Without_recipes_nothing_is_generated() =>
        Assert.Empty(Compilations.Driver().RunGenerators(Compilations.Create("class C;")).GetRunResult().GeneratedTrees);

    [Fact]
    public void A_broken_recipe_leaves_the_others_theirs()
    {
        var compilation = Compilations.Create(
            "[Recipe(\"bad\")] public abstract partial class Bad { [Keep] public abstract Policy A(Policy b); }",
            "[Recipe(\"good\")] public abstract partial class Good { [InitializeTransformer] public abstract Policy A(); }");
        var result = Compilations.Driver().RunGenerators(compilation).GetRunResult();
        Assert.Equal(["Good.g.cs", "Kimi.Dsl.Generated.RecipeManifest.g.cs"], result.Results[0].GeneratedSources.Select(s => s.HintName));
        Assert.DoesNotContain("bad", result.GeneratedTrees[^1].ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Two_attributed_declarations_of_one_recipe_are_one_file_and_the_others_keep_theirs()
    {
        var compilation = Compilations.Create(
            "[Recipe(\"a\")] public abstract partial class A { [InitializeTransformer] public abstract Policy X(); }",
            "[Recipe(\"a\")] public abstract partial class A { [InitializeTransformer] public abstract Policy Y(); }",
            "[Recipe(\"b\")] public abstract partial class B { [InitializeTransformer] public abstract Policy X(); }");
        var result = Compilations.Driver().RunGenerators(compilation).GetRunResult();
        Assert.Null(result.Results[0].Exception);
        Assert.Equal(["A.g.cs", "B.g.cs", "Kimi.Dsl.Generated.RecipeManifest.g.cs"],
            result.Results[0].GeneratedSources.Select(s => s.HintName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Recipes_whose_names_differ_in_case_only_have_a_file_each()
    {
        var compilation = Compilations.Create(
            "[Recipe(\"a\")] public abstract partial class Same { [InitializeTransformer] public abstract Policy X(); }",
            "[Recipe(\"b\")] public abstract partial class SAME { [InitializeTransformer] public abstract Policy X(); }",
            "[Recipe(\"c\")] public abstract partial class Other { [InitializeTransformer] public abstract Policy X(); }");
        var driver = Compilations.Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        Assert.Empty(diagnostics);
        Recipes.AssertCompiles(output);
        Assert.Equal(
            ["Kimi.Dsl.Generated.RecipeManifest.g.cs", "Other.g.cs", "SAME-1.g.cs", "Same-2.g.cs"],
            driver.GetRunResult().Results[0].GeneratedSources.Select(s => s.HintName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Services_of_nullable_type_arguments_cause_no_warning() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Warm();
            [Transform] public static Policy Same(Policy warm, List<string?> names) => warm;
        }
        """);

    // What the compiler says of these suffices; the generator and the analyzers only must not fail on them.
    [Theory]
    [InlineData("class XAttribute : StageAttribute; [Recipe(\"r\")] public abstract partial class R { [X] public abstract Policy A(); }")]
    [InlineData(
        "class XAttribute : ComponentAttribute; [Recipe(\"r\")] public abstract partial class R { [InitializeTransformer, X] public abstract Policy A(); }")]
    [InlineData("[Recipe(\"r\")] public abstract partial class R { [StageAttribute<Policy>] public abstract Policy A(); }")]
    [InlineData("[Recipe(\"r\")] public abstract partial class R { [Keep] public abstract Policy A(Policy ); }")]
    [InlineData("[Recipe(\"r\")] public abstract partial class R { [Keep] public abstract Policy (Policy a")]
    [InlineData("[Recipe(\"r\")] public abstract partial class R { [MergeWeights(Weights = ")]
    [InlineData("[Recipe(\"r\")] public partial interface R { [InitializeTransformer] Policy A(); }")]
    [InlineData("[Recipe] public abstract partial class R { [InitializeTransformer] public abstract Policy A(); }")]
    public async Task Code_half_typed_is_the_compiler_s_alone(string source)
    {
        var (output, diagnostics) = await Recipes.AnalyzeAsync(Compilations.Create(source));
        Assert.Empty(diagnostics);
        Assert.NotEmpty(output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.DoesNotContain(output.GetDiagnostics(), d => d.Location.GetLineSpan().Path.EndsWith(".g.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void The_order_in_which_the_compiler_is_given_files_means_nothing()
    {
        string[] sources = [Samples.Full, Samples.Derived, "namespace Ns; partial class K15Mini { [InitializeTransformer] public abstract Policy Second(); }"];
        var compilation = Compilations.Create(sources);
        var reversed = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse());
        Assert.Equal(Generate(compilation), Generate(reversed));

        static IEnumerable<string> Generate(Compilation compilation) => Compilations.Driver().RunGenerators(compilation).GetRunResult()
            .GeneratedTrees.Select(t => t.ToString()).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_derived_recipe_that_mends_its_broken_base_has_a_graph()
    {
        var (output, diagnostics) = await Recipes.AnalyzeAsync(Compilations.Create("""
            [Recipe("a")]
            public abstract partial class A
            {
                [InitializeTransformer] public abstract Policy Warm();
                [Keep] public abstract Policy Initial(Policy wram);
            }
            [Recipe("b")] public abstract partial class B : A { [Keep] public abstract override Policy Initial(Policy warm); }
            """));
        Assert.Equal("KIMI2001", Assert.Single(diagnostics).Id);
        Recipes.AssertCompiles(output);
        Assert.NotNull(output.GetTypeByMetadataName("B+Stages"));
        Assert.Null(output.GetTypeByMetadataName("A+Stages"));
    }

    [Fact]
    public void A_recipe_may_derive_from_one_of_another_assembly()
    {
        Compilations.Driver().RunGeneratorsAndUpdateCompilation(
            Compilations.Create(Samples.Full.Replace("internal static", "public static", StringComparison.Ordinal)), out var first, out _);
        using var stream = new MemoryStream();
        Assert.True(first.WithAssemblyName("Base").Emit(stream).Success);
        var second = Compilations.Create(Samples.Derived).AddReferences(MetadataReference.CreateFromImage(stream.ToArray()));
        second = second.ReplaceSyntaxTree(second.SyntaxTrees[0], Compilations.Parse(Compilations.Prelude.Split("public sealed")[0], "Prelude.cs"));
        Compilations.Driver().RunGeneratorsAndUpdateCompilation(second, out var output, out _);
        Recipes.AssertCompiles(output);
        Assert.NotNull(output.GetTypeByMetadataName("Ns.Ablation+Stages"));
    }

    private static void Verify(string source, string? second = null, [CallerMemberName] string method = "")
    {
        string[] sources = second is null ? [source] : [source, second];
        var driver = Compilations.Driver().RunGeneratorsAndUpdateCompilation(Compilations.Create(sources), out var output, out var diagnostics);
        Assert.Empty(diagnostics);
        Recipes.AssertCompiles(output);
        Snapshots.Verify(driver, method);
    }
}
