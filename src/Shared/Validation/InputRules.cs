using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether inputs have what the stage needs: levels and tags (KIMI6010), a shorter context to extend (KIMI6012), differences (KIMI6013), an adapter
/// (KIMI6014) and one of the same shape (KIMI6016).</summary>
internal static class InputRules
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts) =>
    [
        .. recipe.Stages.SelectMany(stage => Grades(stage, facts)),
        .. recipe.Stages.SelectMany(stage => Context(stage, facts)),
        .. recipe.Stages.Where(stage => !stage.IsTransform).SelectMany(stage => Same(stage, facts)),
        .. recipe.Stages.SelectMany(stage => Adapter(stage, facts)),
        .. recipe.Stages.SelectMany(stage => AdapterShape(stage, facts)),
    ];

    private static IEnumerable<Finding> Grades(CheckedStage stage, RecipeFacts facts)
    {
        var needs = stage.Components
            .SelectMany(component => component.Declaration.Requires.Select(fact => (Fact: fact, What: $"[{component.Label}]", component.Mark)))
            .Concat(
                from part in stage.Parts
                from option in part.Declaration.Options
                from requirement in option.FindAll("Requires")
                let value = part[option.Name]
                where value is { IsGiven: true } && value.Text != option.Default?.Text
                select (Fact: (Fact)Convert.ToInt32(requirement.Arguments[0], CultureInfo.InvariantCulture), What: option.Name, value.Mark));
        foreach (var (fact, what, mark) in needs)
        {
            var (known, noun) = fact switch
            {
                Fact.Levels => (facts.Levels, "levels"),
                Fact.Tags => (facts.Tags, "tags"),
                _ => (null, ""),
            };
            var prompts = known is null
                ? null
                : stage.Ingredients.FirstOrDefault(input => input.Source.Output.IsPromptSet && known[input.Source] is { HasValue: true, Value: false });
            if (prompts is not null)
            {
                yield return new(
                    Ids.NoGrades,
                    mark,
                    $"{what} on stage '{stage.Name}' goes by the {noun} of problems, and those of '{prompts.Name}' have none: "
                    + $"name the field of the {noun} where they are read, or remove {what}")
                {
                    Causes = [mark],
                };
            }
        }
    }

    private static IEnumerable<Finding> Context(CheckedStage stage, RecipeFacts facts) =>
        from declaration in new[] { stage.Part.Declaration.Establishes(Fact.ContextLength) }
        where declaration?.Flag("Raises", otherwise: false) == true
        let value = stage.Part[declaration!.Text("Option")]
        where value is { Number: not null }
        from policy in stage.Policies
        let known = facts.ContextLength[policy.Source]
        where known.HasValue && known.Value!.Number > value.Number
        select new Finding(
            Ids.LowerContext,
            value.IsGiven ? value.Mark : stage.Part.Mark,
            $"{declaration!.Text("Option")} of stage '{stage.Name}' is {value.Text}, and '{policy.Name}' has a context of "
            + $"{known.Value!.Number.ToString(CultureInfo.InvariantCulture)} already, by stage '{known.Value.Stage.Name}': raise it above that")
        {
            Causes = [value.Mark, known.Value.Value.Mark],
        };

    private static IEnumerable<Finding> Same(CheckedStage stage, RecipeFacts facts)
    {
        var distinct = stage.Part.Declaration.DistinctInputs;
        for (var second = 1; second < stage.Inputs.Count; second++)
        {
            var input = stage.Inputs[second];
            var first = stage.Inputs.Take(second).FirstOrDefault(other => other.Source == input.Source);
            // A stage of a team's own may mean it, such as a student that is its own teacher.
            if (first is not null && distinct is null && !stage.Part.Types[0].StartsWith("Kimi.Dsl.", StringComparison.Ordinal))
                continue;
            if (first is not null)
            {
                yield return new(
                    Ids.SameInput, input.Mark,
                    $"stage '{stage.Name}' takes what '{input.Source.Name}' makes as '{first.Name}' and as '{input.Name}'"
                    + $"{(distinct is null ? "" : $", so {distinct.Text("Because", "it compares them with themselves")}")}: give it two that differ, or one");
                continue;
            }

            if (distinct is null || stage.Inputs.Take(second).FirstOrDefault(other => HoldSame(other.Source, input.Source, facts)) is not { } same)
                continue;
            yield return new(
                Ids.SameInput, input.Mark,
                $"stage '{stage.Name}' takes '{same.Name}' and '{input.Name}', which hold the same, "
                + $"so {distinct.Text("Because", "it compares them with themselves")}: give it two that differ");
        }
    }

    private static bool HoldSame(CheckedStage first, CheckedStage second, RecipeFacts facts)
    {
        if (first.Output != second.Output || first.Output.IsModel)
            return false;
        if (first.Output.IsPromptSet)
            return facts.Origins[first].Any(one => facts.Origins[second].Any(one.Overlaps));
        // What a source of a team's own draws differs from stage to stage.
        return first.Inputs.Count == 0 && second.Inputs.Count == 0 && !first.IsTransform && !second.IsTransform
            && !first.Part.Types.Contains("Kimi.Dsl.DocumentsAttribute")
            && first.Part.Types[0] == second.Part.Types[0] && Options(first).SequenceEqual(Options(second));
    }

    private static IEnumerable<string> Options(CheckedStage stage) =>
        stage.Part.Values.Where(value => value.Name != "Count").OrderBy(value => value.Name, StringComparer.Ordinal)
            .Select(value => $"{value.Name}={value.Value.Text}");

    private static IEnumerable<Finding> Adapter(CheckedStage stage, RecipeFacts facts) =>
        from policy in stage.Part.Declaration.Requires.Contains(Fact.Adapter) ? stage.Policies : []
        where facts.Adapter[policy.Source] is { HasValue: true, Value: false }
        select new Finding(
            Ids.NoAdapter,
            policy.Mark,
            $"stage '{stage.Name}' merges the adapter of '{policy.Name}', which has none: put [Lora] on the stage that trains it, or leave '{stage.Name}' out");

    private static IEnumerable<Finding> AdapterShape(CheckedStage stage, RecipeFacts facts) =>
        from own in AdapterOf(stage) is { } part ? [part] : Array.Empty<CheckedPart>()
        from policy in stage.Policies
        let trained = TrainedBefore(policy.Source, facts)
        where trained is not null
        let before = AdapterOf(trained)!
        let other = own.Declaration.Options.FirstOrDefault(option => own[option.Name]?.Text != before[option.Name]?.Text)
        where other is not null && own[other.Name] is not null && before[other.Name] is not null
        select new Finding(
            Ids.OtherAdapter,
            own[other.Name]!.IsGiven ? own[other.Name]!.Mark : own.Mark,
            $"stage '{stage.Name}' goes on with the adapter that stage '{trained.Name}' trained, and its {other.Name} is {own[other.Name]!.Text} in place of "
            + $"{before[other.Name]!.Text}: give it the same {other.Name}, or merge the adapter first")
        {
            Causes = [own[other.Name]!.Mark, before[other.Name]!.Mark],
        };

    // The stage that trained the adapter which a policy still has.
    private static CheckedStage? TrainedBefore(CheckedStage source, RecipeFacts facts)
    {
        while (facts.Adapter[source] is { HasValue: true, Value: true })
        {
            if (AdapterOf(source) is not null)
                return source;
            if (source.IsTransform || source.Policies.ToList() is not { Count: 1 } policies)
                return null;
            source = policies[0].Source;
        }

        return null;
    }

    private static CheckedPart? AdapterOf(CheckedStage stage) => stage.Components.FirstOrDefault(part => part.Component == ComponentKind.Adapter);
}
