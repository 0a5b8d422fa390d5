using System.Text;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Tests.Guards;

/// <summary>Many recipes, and names that nobody would choose.</summary>
public sealed class ExtremeTests
{
    [Fact]
    public async Task Two_hundred_recipes_in_one_assembly_are_generated_and_checked()
    {
        var sources = Enumerable.Range(0, 200).Select(i => $$"""
            [Recipe("recipe-{{i}}")]
            public abstract partial class Recipe{{i}}
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Curated();
                [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet {{(i == 117 ? "curatd" : "curated")}});
            }
            """);
        var (output, diagnostics) = await Recipes.AnalyzeAsync(Compilations.Create([.. sources]));
        Assert.Equal("KIMI2001", Assert.Single(diagnostics).Id);
        // All but the broken one, and the manifest.
        Assert.Equal(200, output.SyntaxTrees.Count(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)));
        Recipes.AssertCompiles(output);
    }

    [Fact]
    public async Task Names_in_other_scripts_and_very_long_ones_are_names()
    {
        var longName = new string('L', 400);
        await Recipes.CheckAsync($$"""
            namespace 訓練.Système
            {
                [Recipe("推論-été")]
                public abstract partial class Ünïcödé
                {
                    [InitializeTransformer] public abstract Policy 初期();
                    [Transform] public static Policy Étape(Policy 初期) => 初期;
                }
            }

            namespace {{longName}}
            {
                [Recipe("{{longName}}")]
                public abstract partial class {{longName}}
                {
                    [InitializeTransformer] public abstract Policy {{longName}}1();
                    [Transform] public static Policy {{longName}}2(Policy {{longName}}1) => {{longName}}1;
                }
            }
            """);
    }

    [Fact]
    public void A_generated_file_s_name_fits_a_file_system_however_long_the_recipe_s_is()
    {
        var names = new[] { new string('L', 400), new string('L', 401) };
        var compilation = Compilations.Create(
            [.. names.Select(name => $"[Recipe(\"{name}\")] public abstract partial class {name} {{ [InitializeTransformer] public abstract Policy A(); }}")]);
        var hints = Compilations.Driver().RunGenerators(compilation).GetRunResult().Results[0].GeneratedSources.Select(source => source.HintName).ToList();
        Assert.Equal(3, hints.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(hints, hint => Assert.InRange(Encoding.UTF8.GetByteCount(hint), 1, 255));
    }

    [Theory]
    [InlineData("System")]
    [InlineData("Kimi")]
    [InlineData("Kimi.Dsl.Mine")]
    [InlineData("Team.System.Kimi")]
    public async Task A_namespace_named_like_one_that_generated_code_uses_hides_nothing(string name) => await Recipes.CheckAsync($$"""
        namespace {{name}}
        {
            [Recipe("r")]
            public abstract partial class Policies
            {
                [InitializeTransformer] public abstract Kimi.Dsl.Policy Policies_();
            }
        }
        """.Replace("Kimi.Dsl.Policy", "global::Kimi.Dsl.Policy", StringComparison.Ordinal));
}
