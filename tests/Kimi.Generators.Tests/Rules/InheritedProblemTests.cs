using Kimi.Dsl;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kimi.Generators.Tests.Rules;

/// <summary>What is wrong in a derived recipe alone is told at that recipe, and what its base has already is not told again.</summary>
public sealed class InheritedProblemTests
{
    private const string Base = """
        [Recipe("a")]
        public abstract partial class A
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy initial, PromptSet heldOut);
            [Keep] public abstract Policy Aside(Policy initial);
            [Evaluate, ExactAnswerReward(Weight = 0)] public abstract Evaluation Last(Policy initial, PromptSet heldOut);
        }
        """;

    private const string Derived = """
        using Kimi.Dsl;
        [Recipe("b")]
        public abstract partial class B : A
        {
            [InitializeTransformer(ContextLength = 64)] public abstract override Policy Initial();
        }
        """;

    [Fact]
    public async Task It_is_marked_at_the_derived_recipe()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("a")]
            public abstract partial class A
            {
                [InitializeTransformer] public abstract Policy Initial();
                [Problems<Sums>] public abstract PromptSet Curated();
                [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy initial, PromptSet curated);
            }
            [Recipe("b")]
            public abstract partial class {|KIMI6001:B|} : A
            {
                [InitializeTransformer(ContextLength = 64)] public abstract override Policy Initial();
            }
            """);
        Assert.Equal(
            "stage 'Report' adds responses of up to 128 tokens to a prompt, which exceeds the context of 64 that stage 'Initial' gives 'initial': "
            + "lower MaxResponseTokens to 64 less the longest prompt, or raise ContextLength of 'Initial'",
            Assert.Single(messages));
    }

    [Fact]
    public async Task A_base_in_another_project_is_not_marked_and_not_told_again()
    {
        var parent = await BaseAsync();
        await CheckAsync([.. Compilations.References, parent.ToMetadataReference()]);
    }

    [Fact]
    public async Task A_base_in_a_project_with_references_of_its_own_is_not_either()
    {
        var parent = await BaseAsync();
        // The compiler then gives the base's symbols anew, and attributes of them tell no place.
        var language = MetadataReference.CreateFromFile(typeof(RecipeAttribute).Assembly.Location);
        await CheckAsync([.. Compilations.References.SkipLast(1), language, parent.ToMetadataReference()]);
    }

    [Fact]
    public async Task A_base_in_an_assembly_is_not_either()
    {
        using var assembly = new MemoryStream();
        Assert.True((await BaseAsync()).Emit(assembly).Success);
        await CheckAsync([.. Compilations.References, MetadataReference.CreateFromImage(assembly.ToArray())]);
    }

    private static async Task<Compilation> BaseAsync()
    {
        var (compilation, diagnostics) = await Recipes.AnalyzeAsync(Compilations.Create(Base));
        Assert.Equal(["KIMI2005", "KIMI5006"], diagnostics.Select(d => d.Id));
        return compilation;
    }

    private static async Task CheckAsync(IEnumerable<MetadataReference> references)
    {
        var tree = Compilations.Parse(Derived, "Derived.cs");
        var (_, diagnostics) = await Recipes.AnalyzeAsync(CSharpCompilation.Create("Derived", [tree], references, Compilations.Options));
        Assert.Equal(["KIMI6001", "KIMI6001"], diagnostics.Select(d => d.Id));
        Assert.All(diagnostics, d => Assert.Equal("B", tree.ToString().Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
    }
}
