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
        if (given.Attribute.Options.Count == 0)
            return [Told(given.Attribute.Mark, $"[{given.Attribute.Label}] on the class of recipe '{name}' gives no option: name one, or remove it")];
        var family = recipe.Variants.Prepend(recipe).ToList();
        if (family.SelectMany(other => other.Model.Stages).SelectMany(stage => stage.Parts).Any(part => part.Class!.Types.Contains(target)))
            return given.Attribute.Options.Select(option => Check(recipe, given, option, target, family)).OfType<Finding>();
        return
        [
            Told(
                given.Attribute.Mark,
                $"[{given.Attribute.Label}] on the class of recipe '{name}' gives options to stages that have such an attribute, and none has one: "
                + "add it to a stage, or remove it here"),
        ];
    }

    private static Finding? Check(AnalyzedRecipe recipe, ClassDefaultModel given, OptionModel option, string target, IReadOnlyList<AnalyzedRecipe> family)
    {
        var what = $"{option.Name} of [{given.Attribute.Label}] is {option.Text} on the class of recipe '{recipe.Model.Name}'";
        if (Overruling(recipe, option, target).FirstOrDefault() is { Stage: { } stage, Text: var text })
        {
            return Told(option.Mark, $"{what}, but stage '{stage.Name}' of '{stage.DeclaringType.Name}' gives {text} itself, which counts more: "
                + "override the stage, or give the value to stages one by one");
        }

        var place = recipe.Locations[option.Mark];
        return family.Any(other => other.Locations.Takers(place).Any())
            ? null
            : Told(option.Mark, $"{what}, but no stage takes it, since each has its own: leave it out");
    }

    private static Finding Told(int mark, string sentence) => new(DiagnosticIds.UnusedClassDefault, mark, sentence);

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
