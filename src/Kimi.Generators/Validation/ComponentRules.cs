using Kimi.Generators.Diagnostics;
using Kimi.Generators.Model;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>Which components a stage may and must have, by its <c>[StageComponents]</c>: KIMI1007, KIMI4001, KIMI4002, KIMI4003, KIMI4004.</summary>
internal static class ComponentRules
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(RecipeModel recipe) => recipe.Stages.SelectMany(Check);

    private static IEnumerable<Finding> Check(StageModel stage)
    {
        if (stage.Attribute is not { } attribute)
        {
            foreach (var component in stage.Components)
            {
                yield return new(
                    DiagnosticIds.MisplacedComponent,
                    component.Mark,
                    $"[{component.Label}] hangs on '{stage.Name}', which has no stage attribute: add one, such as [Reinforce], "
                    + $"or remove the {component.Kind.Noun}");
            }

            yield break;
        }

        foreach (var component in stage.Components.Where(c => !attribute.Takes.Contains(c.Kind)))
        {
            yield return new(
                DiagnosticIds.MisplacedComponent,
                component.Mark,
                $"stage '{stage.Name}' is {Words.A($"[{attribute.Label}]")}, which takes no {component.Kind.Noun}: remove [{component.Label}]");
        }

        foreach (var second in stage.Components.Where(c => c.Kind.IsSingle && stage.Components.First(other => other.Kind == c.Kind) != c))
        {
            var first = stage.Components.First(c => c.Kind == second.Kind);
            yield return new(
                DiagnosticIds.SeveralObjectives,
                second.Mark,
                $"stage '{stage.Name}' has the {second.Kind.Noun} [{first.Label}] already: remove it or [{second.Label}], since {second.Kind.WhyOne}");
        }

        foreach (var kind in ComponentKind.All.Where(k => attribute.Requires.Contains(k) && !stage.Components.Any(c => c.Kind == k))
            .OrderBy(k => k.MissingId, StringComparer.Ordinal))
        {
            yield return new(
                kind.MissingId,
                attribute.Mark,
                $"stage '{stage.Name}' is {Words.A($"[{attribute.Label}]")} without {Words.A(kind.Noun)}: add one, such as {kind.Example}");
        }
    }
}
