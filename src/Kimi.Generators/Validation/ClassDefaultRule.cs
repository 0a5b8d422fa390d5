using Kimi.Generators.Diagnostics;
using Kimi.Generators.Model;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>
/// Whether what an attribute on a recipe class gives reaches the stages that it is meant for: KIMI5010. What a base recipe gives may reach only stages of the
/// recipes that derive from it.
/// </summary>
internal static class ClassDefaultRule
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(AnalyzedRecipe recipe) => recipe.Model.Defaults.SelectMany(each => Check(recipe, each));

    private static IEnumerable<Finding> Check(AnalyzedRecipe recipe, ClassDefaultModel given)
    {
        var name = recipe.Model.Name;
        var target = given.Target.FullName.Replace("global::", "");
        var family = recipe.Variants.Prepend(recipe).ToList();
        if (given.Options.Count == 0)
            yield return new(DiagnosticIds.UnusedClassDefault, given.Mark, $"[{given.Label}] on the class of recipe '{name}' gives no option: name one, or remove it");
        else if (!family.SelectMany(other => other.Model.Stages).SelectMany(stage => stage.Parts).Any(part => part.Class!.Types.Contains(target)))
        {
            yield return new(
                DiagnosticIds.UnusedClassDefault,
                given.Mark,
                $"[{given.Label}] on the class of recipe '{name}' gives options to stages that have such an attribute, and none has one: add it to a stage, "
                + "or remove it here");
        }
        else
        {
            foreach (var problem in given.Options.Select(option => Check(recipe, given, option, target, family)).OfType<Finding>())
                yield return problem;
        }
    }

    private static Finding? Check(AnalyzedRecipe recipe, ClassDefaultModel given, OptionModel option, string target, IReadOnlyList<AnalyzedRecipe> family)
    {
        var place = recipe.Locations[option.Mark];
        var overruling = Overruling(recipe, option, target).FirstOrDefault();
        if (overruling.Stage is { } stage)
        {
            return new(
                DiagnosticIds.UnusedClassDefault,
                option.Mark,
                $"{option.Name} of [{given.Label}] is {option.Text} on the class of recipe '{recipe.Model.Name}', but stage '{stage.Name}' of "
                + $"'{stage.DeclaringType.Name}' gives {overruling.Text} itself, which counts more: override the stage, or give the value to stages one by one");
        }

        return family.Any(other => other.Locations.Takers(place).Any())
            ? null
            : new(
                DiagnosticIds.UnusedClassDefault,
                option.Mark,
                $"{option.Name} of [{given.Label}] is {option.Text} on the class of recipe '{recipe.Model.Name}', but no stage takes it, since each has its own: "
                + "leave it out");
    }

    // Inherited stages that give another value themselves.
    private static IEnumerable<(StageModel Stage, string Text)> Overruling(AnalyzedRecipe recipe, OptionModel option, string target) =>
        from stage in recipe.Model.Stages
        where stage.DeclaringType != recipe.Model.Type
        from part in stage.Parts
        where part.Class!.Types.Contains(target)
        from other in part.Options
        where other.Name == option.Name && other.Text != option.Text && recipe.Locations.StageOf(other.Mark) is null
        select (stage, other.Text);
}
