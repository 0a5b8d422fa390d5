using Kimi.Generators.Diagnostics;
using Kimi.Generators.Model;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>What a derived recipe does to the recipe that it derives from: stages that it orphans (KIMI2005), no difference at all (KIMI2006), and an
/// adapter that learns at the rate of all weights (KIMI5011).</summary>
internal static class DerivationRules
{
    private const string Rate = "LearningRate";

    // Below the first, it is told of the adapter alone; above the second, all weights would hardly stand it.
    private const double LowestRate = 1e-6;
    private const double HighestRate = 1e-5;

    /// <summary>Finds what is wrong.</summary>
    /// <param name="recipe">The derived recipe.</param>
    /// <param name="parent">The recipe that it derives from.</param>
    public static IEnumerable<Finding> Check(AnalyzedRecipe recipe, AnalyzedRecipe parent) =>
        [.. Orphans(recipe.Model, parent.Model), .. Same(recipe, parent.Model), .. Rates(recipe, parent)];

    // An adapter begins at zero, and takes some ten times the rate at which all weights are trained.
    private static IEnumerable<Finding> Rates(AnalyzedRecipe recipe, AnalyzedRecipe parent)
    {
        foreach (var stage in Own(recipe.Model))
        {
            if (!stage.Is(StageTraits.Override) || !stage.Components.Any(part => part.Kind == ComponentKind.Adapter)
                || recipe.Checked.Stages.FirstOrDefault(other => other.Name == stage.Name) is not { } now
                || parent.Checked.Stages.FirstOrDefault(other => other.Name == stage.Name) is not { } before
                || now.Part.Types[0] != before.Part.Types[0] || before.Components.Any(part => part.Component == ComponentKind.Adapter)
                || before.Part["Trains"] is not (null or { Text: "All" })
                || now.Part[Rate] is not { Number: >= LowestRate and < HighestRate } rate || before.Part[Rate]?.Number != rate.Number)
                continue;
            var adapter = now.Components.First(part => part.Component == ComponentKind.Adapter);
            yield return new(
                Ids.Futile,
                rate.Mark,
                $"[{adapter.Label}] on stage '{stage.Name}' learns at {rate.Text}, the {Rate} at which '{parent.Model.Name}' trains all weights, and hardly "
                + $"moves, since it begins at zero: give '{stage.Name}' about ten times that")
            {
                Overridden = stage.Mark,
                Causes = [rate.Mark, adapter.Mark],
            };
        }
    }

    // A stage that the base takes, and that an override no longer takes.
    private static IEnumerable<Finding> Orphans(RecipeModel recipe, RecipeModel parent)
    {
        foreach (var stage in Own(recipe).Where(stage => stage.Is(StageTraits.Override)))
        {
            if (parent.Stages.FirstOrDefault(other => other.Name == stage.Name) is not { } before)
                continue;
            var orphans = Wiring.Sources(parent, before).Select(source => source.Name).Except(Wiring.Sources(recipe, stage).Select(source => source.Name))
                .Where(name => recipe.Stages.Any(other => other.Name == name))
                .Where(name => !recipe.Stages.Any(other => Wiring.Sources(recipe, other).Any(source => source.Name == name)))
                .ToList();
            if (orphans.Count > 0)
            {
                yield return new(
                    Ids.UnusedOutput,
                    stage.Mark,
                    $"nothing in recipe '{recipe.Name}' takes what stage {Words.List([.. orphans.Select(name => $"'{name}'")], "and")} makes, "
                    + $"since this '{stage.Name}' does not, and it is computed all the same: take it, or derive from a recipe without it");
            }
        }
    }

    private static IEnumerable<Finding> Same(AnalyzedRecipe analyzed, RecipeModel parent)
    {
        var recipe = analyzed.Model;
        var own = Own(recipe).ToList();
        // A class can give its stages other options.
        var isSame = recipe.Stages.Select(stage => What(stage, recipe)).SequenceEqual(parent.Stages.Select(stage => What(stage, parent)))
            && recipe.Seed == parent.Seed && recipe.DeviceMemoryGiB == parent.DeviceMemoryGiB && recipe.Devices == parent.Devices;
        if (own.Count == 0 && isSame && !analyzed.IsConfigured)
            yield return new(DiagnosticIds.SameAsBase, recipe.Mark,
                $"recipe '{recipe.Name}' changes nothing of '{parent.Name}', so it gives the same: override a stage, or set another Seed");
        foreach (var stage in own.Where(stage => stage.Is(StageTraits.Override)))
        {
            if (parent.Stages.FirstOrDefault(other => other.Name == stage.Name) is { } before && What(stage, recipe) == What(before, parent))
                yield return new(DiagnosticIds.SameAsBase, stage.Mark,
                    $"stage '{stage.Name}' is what '{parent.Name}' has already, so the override changes nothing: change a value, or remove it");
        }
    }

    private static IEnumerable<StageModel> Own(RecipeModel recipe) => recipe.Stages.Where(stage => stage.DeclaringType == recipe.Type);

    // Everything that decides what a stage makes: its attributes with their values, and its inputs. What a value is by default anyway, and the order of
    // components of different kinds, decide nothing.
    private static string What(StageModel stage, RecipeModel recipe) => string.Join("\n",
        stage.Parts
            .OrderBy(part => part is ComponentModel component ? component.Kind.AttributeClass : "", StringComparer.Ordinal)
            .Select(part => $"{part.Type.FullName}({string.Join(", ", part.Arguments)}; {string.Join(", ", Given(part))})")
            .Concat(Wiring.Sources(recipe, stage).Select(source => source.Name)));

    private static IEnumerable<string> Given(AttributeModel part) => part.Options.Where(option => !IsDefault(part, option))
        .Select(option => $"{option.Name}={option.Literal}").OrderBy(text => text, StringComparer.Ordinal);

    private static bool IsDefault(AttributeModel part, OptionModel option) => part.Class.Declaration.Option(option.Name)?.Default?.Text == option.Text;
}
