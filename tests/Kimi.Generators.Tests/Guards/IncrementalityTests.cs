using Kimi.Generators.Tests.Generation;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Kimi.Generators.Tests.Guards;

/// <summary>An edit costs what it changes, and no more.</summary>
public sealed class IncrementalityTests
{
    private const string Other = "[Recipe(\"other\")] public abstract partial class Other { [InitializeTransformer(Layers = 2)] public abstract Policy A(); }";

    [Fact]
    public void A_comment_above_a_recipe_writes_nothing_anew() => AssertReasons("// a comment\n\n" + Other, Cached, Cached, Cached);

    [Fact]
    public void An_unrelated_class_writes_nothing_anew() => AssertReasons(Other + " class Unrelated;", Cached, Cached, Cached);

    [Fact]
    public void A_changed_option_writes_its_recipe_anew_and_not_the_manifest() =>
        AssertReasons(Other.Replace("Layers = 2", "Layers = 3", StringComparison.Ordinal), Modified, Modified, Cached);

    [Fact]
    public void A_renamed_recipe_writes_the_manifest_anew() =>
        AssertReasons(Other.Replace("\"other\"", "\"another\"", StringComparison.Ordinal), Modified, Modified, Modified);

    [Fact]
    public void A_recipe_that_breaks_leaves_the_manifest() =>
        AssertReasons(Other.Replace("A()", "A(Policy b)", StringComparison.Ordinal), Removed, Removed, Modified);

    [Fact]
    public void A_blank_line_between_stages_writes_nothing_anew() =>
        AssertReasons(Other.Replace("{ [", "{\n\n    [", StringComparison.Ordinal), Cached, Cached, Cached);

    [Fact]
    public void A_new_stage_writes_its_recipe_anew_and_not_the_manifest() =>
        AssertReasons(Other.Replace("A();", "A(); [InitializeTransformer] public abstract Policy B();", StringComparison.Ordinal), Modified, Modified, Cached);

    [Fact]
    public void A_renamed_stage_writes_its_recipe_anew_and_not_the_manifest() =>
        AssertReasons(Other.Replace("A();", "B();", StringComparison.Ordinal), Modified, Modified, Cached);

    [Fact]
    public void A_new_component_writes_its_recipe_anew_and_not_the_manifest()
    {
        const string Reinforced = "[Recipe(\"other\")] public abstract partial class Other { [TunedPolicy] public abstract Policy A(); [Problems<Sums>] "
            + "public abstract PromptSet B(); "
            + "[Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy C(Policy a, PromptSet b); }";
        AssertReasons(Reinforced, Reinforced.Replace("ExactAnswerReward", "ExactAnswerReward, LengthPenalty", StringComparison.Ordinal), Modified, Modified,
            Cached);
    }

    [Fact]
    public void A_recipe_that_is_taken_out_leaves_the_manifest() => AssertReasons("class Unrelated;", Removed, Removed, Modified);

    [Fact]
    public void A_new_file_writes_nothing_anew()
    {
        var compilation = Compilations.Create(Samples.Full, Other);
        var result = Compilations.Driver().RunGenerators(compilation).RunGenerators(compilation.AddSyntaxTrees(Compilations.Parse("class Unrelated;", "2.cs")))
            .GetRunResult().Results[0];
        Assert.Equal([Cached, Cached], Reasons(result, RecipeGenerator.Steps.Files));
        Assert.Equal([Cached], Reasons(result, RecipeGenerator.Steps.Manifest));
    }

    // The other recipe's reasons are given; those of the recipe in another file are always what nothing costs.
    private static void AssertReasons(string edited, IncrementalStepRunReason model, IncrementalStepRunReason file, IncrementalStepRunReason manifest) =>
        AssertReasons(Other, edited, model, file, manifest);

    private static void AssertReasons(
        string other, string edited, IncrementalStepRunReason model, IncrementalStepRunReason file, IncrementalStepRunReason manifest)
    {
        var compilation = Compilations.Create(Samples.Full, other);
        var driver = Compilations.Driver().RunGenerators(compilation);
        var tree = compilation.SyntaxTrees[^1];
        var result = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, Compilations.Parse(edited, tree.FilePath))).GetRunResult().Results[0];
        // Every recipe is asked for again, since any edit may change what it means; what is kept of it, or an equal model, ends it there.
        Assert.Contains(Unchanged, Reasons(result, RecipeGenerator.Steps.Parsed));
        Assert.Equal([Cached, model], Reasons(result, RecipeGenerator.Steps.Models));
        Assert.Equal([Cached, file], Reasons(result, RecipeGenerator.Steps.Files));
        Assert.DoesNotContain(Modified, Reasons(result, RecipeGenerator.Steps.Alike));
        Assert.Equal([manifest], Reasons(result, RecipeGenerator.Steps.Manifest));
        Assert.DoesNotContain(Modified, Reasons(result, RecipeGenerator.Steps.Diagnostics));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps.TryGetValue(step, out var runs) ? runs.SelectMany(run => run.Outputs).Select(output => output.Reason) : [];
}
