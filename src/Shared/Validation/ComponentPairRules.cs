using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether the components of a stage are compatible: KIMI3004, KIMI4005.</summary>
internal static class ComponentPairRules
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        recipe.Stages.SelectMany(stage => Duplicates(stage).Concat(Contradictions(stage)));

    // Two objectives, of one class or of two, are left to KIMI4003.
    private static IEnumerable<Finding> Duplicates(CheckedStage stage) =>
        from component in stage.Components.Select((part, index) => (Part: part, Index: index))
        where component.Part.Component is { IsSingle: false }
            && stage.Components.Take(component.Index).Any(earlier => earlier.Types[0] == component.Part.Types[0])
        select new Finding(
            Ids.DuplicateComponent,
            component.Part.Mark,
            $"stage '{stage.Name}' has [{component.Part.Label}] already, and configuration could not tell the two apart: "
            + "remove one, or derive an attribute class for one of them");

    private static IEnumerable<Finding> Contradictions(CheckedStage stage)
    {
        for (var i = 0; i < stage.Components.Count; i++)
        {
            var part = stage.Components[i];
            foreach (var (contradiction, option) in Active(part))
            {
                // A duplicate is left to KIMI4005.
                var other = stage.Components.FirstOrDefault(c => c != part && c.Types[0] != part.Types[0] && c.Types.Contains(contradiction.Arguments[0]));
                // Of two that contradict each other, the first reports it.
                if (other is null || (stage.Components.Take(i).Contains(other) && Contradicts(other, part)))
                    continue;
                var value = option is null ? "" : $" with {option} {part[option]!.Text}";
                var mark = option is not null && part[option] is { IsGiven: true } given ? given.Mark : part.Mark;
                yield return new(
                    Ids.Contradiction,
                    mark,
                    $"[{part.Label}]{value} on stage '{stage.Name}' contradicts [{other.Label}], "
                    + $"since {contradiction.Text("Because", "one undoes what the other does")}: "
                    + $"remove one of the two{(option is null ? "" : $", or change {option}")}")
                {
                    Causes = option is null ? [] : [part[option]!.Mark],
                };
            }
        }
    }

    private static bool Contradicts(CheckedPart part, CheckedPart other) => Active(part).Any(active => other.Types.Contains(active.Contradiction.Arguments[0]));

    private static IEnumerable<(DeclaredAttribute Contradiction, string? Option)> Active(CheckedPart part)
    {
        foreach (var always in part.Declaration.Contradictions)
            yield return (always, null);
        foreach (var option in part.Declaration.OptionsWith("Contradicts"))
        {
            foreach (var contradiction in option.FindAll("Contradicts"))
            {
                var isResolved = contradiction.Text("Unless") is { Length: > 0 } unless && part[unless]?.Number is not <= 0;
                if (part[option.Name]?.Number is { } value && value == contradiction.Number("At") && !isResolved)
                    yield return (contradiction, option.Name);
            }
        }
    }
}
