using Kimi.Generators.Diagnostics;
using Kimi.Generators.Model;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>
/// Whether a model that <c>[From]</c> takes from one stage has the name of another: KIMI2007. An override keeps the names of its base, and sets of prompts are
/// often called after what they are for.
/// </summary>
internal static class OtherNameRule
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(RecipeModel recipe) =>
        from stage in recipe.Stages
        where stage.DeclaringType == recipe.Type && !stage.Is(StageTraits.Override)
        from parameter in stage.Parameters
        where parameter.From is not null && parameter.Type.IsModel && parameter.Name.Length > 0 && !Wiring.AreTheSame(parameter.Type.Name, parameter.Name)
        let source = Wiring.Source(recipe, parameter)
        let other = source is null ? null : recipe.Stages.FirstOrDefault(each => Wiring.AreTheSame(each.Name, parameter.Name))
        where other is not null && other != source && other != stage && other.Output == parameter.Type
        select new Finding(
            DiagnosticIds.OtherName,
            parameter.Mark,
            $"[From] gives '{parameter.Name}' of stage '{stage.Name}' what '{source!.Name}' makes, though there is a stage '{other.Name}': "
            + $"remove [From] to take what '{other.Name}' makes, or give the parameter another name");
}
