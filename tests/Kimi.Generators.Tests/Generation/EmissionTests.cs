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
            [Own("a\n\"b\"", 1, 2.5, "c", (byte)3, Kind.@default, typeof(List<int>), Double = 1e300, Single = 0.1f, Long = long.MinValue, Char = '\'', Bool = true,
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
            "[Recipe(\"bad\")] public abstract partial class Bad { [MergeWeights] public abstract Policy A(Policy b); }",
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
        Assert.Equal(["A.g.cs", "B.g.cs", "Kimi.Dsl.Generated.RecipeManifest.g.cs"], result.Results[0].GeneratedSources.Select(s => s.HintName).Order(StringComparer.Ordinal));
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
    public void An_exception_on_one_recipe_is_one_diagnostic()
    {
        var generator = new RecipeGenerator(model => model.Name == "bad" ? throw new InvalidOperationException("no\nway.") : "// fine");
        var compilation = Compilations.Create("[Recipe(\"bad\")] public abstract partial class A;", "[Recipe(\"good\")] public abstract partial class B;");
        var result = Compilations.Driver(generator).RunGenerators(compilation).GetRunResult();
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("KIMI0001", diagnostic.Id);
        Assert.Equal("the generator failed on recipe 'A' with InvalidOperationException, no way: please report it with the recipe's source", diagnostic.GetMessage());
        Assert.Contains(result.Results[0].GeneratedSources, s => s.HintName == "B.g.cs");
    }

    [Fact]
    public void Cancellation_is_no_failure()
    {
        using var cancellation = new CancellationTokenSource();
        var generator = new RecipeGenerator(_ =>
        {
            cancellation.Cancel();
            throw new OperationCanceledException(cancellation.Token);
        });
        var compilation = Compilations.Create("[Recipe(\"a\")] public abstract partial class A;");
        Assert.Throws<OperationCanceledException>(() => Compilations.Driver(generator).RunGenerators(compilation, cancellation.Token));
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
