using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether inputs are what the stage needs: a shorter context to extend (KIMI6012), differences (KIMI6013), an adapter (KIMI6014) and one of the same
/// shape (KIMI6016), and enough of them (KIMI6017).</summary>
internal static class InputRules
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts)
    {
        var found = new List<Finding>();
        foreach (var stage in recipe.Stages)
        {
            if (Few(stage) is { } few)
                found.Add(few);
            found.AddRange(Context(stage, facts));
            found.AddRange(Rungs(stage, facts));
            if (!stage.IsTransform)
                found.AddRange(Same(stage, facts));
            if (stage.Part.Declaration.Requires.Contains(Fact.Adapter))
                found.AddRange(Adapter(stage, facts));
            if (AdapterOf(stage) is not { } adapter)
                continue;
            found.AddRange(AdapterShape(stage, adapter, facts));
            found.AddRange(AdapterRank(stage, adapter, facts));
        }

        return found;
    }

    private static Finding? Few(CheckedStage stage)
    {
        if (stage.Part.Declaration.TakesAtLeast is not { } least)
            return null;
        var type = new ArtifactType((string)least.Arguments[0]!);
        var (count, wanted) = (stage.Inputs.Count(input => input.Source.Output == type), Convert.ToInt32(least.Arguments[1], CultureInfo.InvariantCulture));
        return count >= wanted || count == 0
            ? null
            : new(
                Ids.TooFewInputs,
                stage.Part.Mark,
                $"stage '{stage.Name}' takes {count} {(count == 1 ? type.Noun : type.Nouns)}, so {least.Text("Because")}: "
                + $"give it {wanted} or more, or leave the stage out");
    }

    private static IEnumerable<Finding> Context(CheckedStage stage, RecipeFacts facts) =>
        Context(stage, Fact.ContextLength, facts.ContextLength, "a context")
            .Concat(Context(stage, Fact.RotaryBase, facts.RotaryBase, "a rotary base"));

    private static IEnumerable<Finding> Context(CheckedStage stage, Fact fact, Amount amounts, string what)
    {
        if (stage.Part.Declaration.Establishes(fact) is not { } declaration || !declaration.Flag("Raises", otherwise: false)
            || stage.Part[declaration.Text("Option")] is not { Number: not null } value)
            yield break;
        foreach (var policy in stage.Policies)
        {
            if (amounts[policy.Source] is not { HasValue: true, Value: { } known } || !(known.Number > value.Number))
                continue;
            yield return new(
                Ids.LowerContext,
                value.IsGiven ? value.Mark : stage.Part.Mark,
                $"{declaration.Text("Option")} of stage '{stage.Name}' is {value.Text}, and '{policy.Name}' has {what} of "
                + $"{known.Number.ToString(CultureInfo.InvariantCulture)} already, by stage '{known.Stage.Name}': raise it above that")
            {
                Causes = [value.Mark, known.Value.Mark],
            };
        }
    }

    // Lengths on the way that the policy has already, and batches of tokens that are meant as sequences.
    private static IEnumerable<Finding> Rungs(CheckedStage stage, RecipeFacts facts)
    {
        if (stage.Part.Declaration.Establishes(Fact.ContextLength)?.Flag("Raises", otherwise: false) != true
            || stage.Policies.Select(policy => (Policy: policy, Known: facts.ContextLength[policy.Source])).FirstOrDefault()
                is not { Known: { HasValue: true } } from)
            yield break;
        var before = from.Known.Value!;
        foreach (var ladder in stage.Part.Declaration.OptionsWith("Rising").Select(option => stage.Part[option.Name]))
        {
            if (ladder?.Numbers.FirstOrDefault(rung => rung <= before.Number) is > 0 and var low)
            {
                yield return new(
                    Ids.LowerContext,
                    ladder.Mark,
                    $"stage '{stage.Name}' trains at a length of {Text(low)} on the way, and '{from.Policy.Name}' has a context of "
                    + $"{Text(before.Number)} already, by stage '{before.Stage.Name}': begin above that")
                {
                    Causes = [ladder.Mark, before.Value.Mark],
                };
            }
        }

        if (stage.Part["BatchTokens"] is { IsGiven: true, Number: { } tokens } batch && tokens < before.Number)
        {
            yield return new(
                Ids.GivenAndInert,
                batch.Mark,
                $"BatchTokens of [{stage.Part.Label}] is {batch.Text}, which has no effect, since one sequence has more than the {Text(before.Number)} tokens "
                + $"of the context that '{from.Policy.Name}' has already, and a batch is one at least: count tokens and not sequences, or leave it out")
            {
                Causes = [batch.Mark, before.Value.Mark],
            };
        }
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

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
                    $"'{first.Name}' and '{input.Name}' of stage '{stage.Name}' are both what '{input.Source.Name}' makes"
                    + $"{(distinct is null ? "" : $", so {distinct.Text("Because", "it compares them with themselves")}")}: "
                    + "take one of them from another stage");
                continue;
            }

            if ((distinct is null && !input.Source.Output.IsModel)
                || stage.Inputs.Take(second).FirstOrDefault(other => HoldSame(other.Source, input.Source, facts)) is not { } same)
                continue;
            yield return new(
                Ids.SameInput, input.Mark,
                $"stage '{stage.Name}' takes '{same.Name}' and '{input.Name}', which hold the same"
                + $"{(distinct is null ? "" : $", so {distinct.Text("Because", "it compares them with themselves")}")}: give it two that differ");
        }
    }

    private static bool HoldSame(CheckedStage first, CheckedStage second, RecipeFacts facts)
    {
        if (first.Output != second.Output)
            return false;
        if (first.Output.IsModel)
            return first.Part.Declaration.LoadsCheckpoint is { } folder && folder == second.Part.Declaration.LoadsCheckpoint
                && first.Part[folder] is { Length: > 0 } one && second.Part[folder] is { } other && Paths.Normal(one.Text) == Paths.Normal(other.Text);
        if (first.Output.IsPromptSet)
            return facts.Origins[first].Any(one => facts.Origins[second].Any(one.Overlaps));
        // What a source of a team's own draws differs from stage to stage.
        return first.Inputs.Count == 0 && second.Inputs.Count == 0 && !first.IsTransform && !second.IsTransform
            && !first.Part.Types.Contains("Kimi.Dsl.DocumentsAttribute")
            && first.Part.Types[0] == second.Part.Types[0] && Options(first).SequenceEqual(Options(second));
    }

    private static IEnumerable<string> Options(CheckedStage stage) =>
        stage.Part.Values.Where(value => value.Name != "Count").OrderBy(value => value.Name, StringComparer.Ordinal)
            .Select(value => $"{value.Name}={Paths.Normal(value.Value.Text)}");

    private static IEnumerable<Finding> Adapter(CheckedStage stage, RecipeFacts facts) =>
        from policy in stage.Policies
        where facts.Adapter[policy.Source] is { HasValue: true, Value: false }
        select new Finding(
            Ids.NoAdapter,
            policy.Mark,
            $"stage '{stage.Name}' merges the adapter of '{policy.Name}', which has none: put [Lora] on the stage that trains it, or leave '{stage.Name}' out")
        {
            Overridden = LastTrained(policy.Source).Mark,
        };

    // Where an adapter would have come from.
    private static CheckedStage LastTrained(CheckedStage source)
    {
        while (!PolicyRules.IsTraining(source) && source.Policies.Count == 1)
            source = source.Policies[0].Source;
        return source;
    }

    private static IEnumerable<Finding> AdapterShape(CheckedStage stage, CheckedPart own, RecipeFacts facts) =>
        from policy in stage.Policies
        let trained = TrainedBefore(policy.Source, facts)
        where trained is not null
        let before = AdapterOf(trained)!
        let other = own.Declaration.Options.FirstOrDefault(option => own[option.Name]?.Text != before[option.Name]?.Text)
        where other is not null && own[other.Name] is not null && before[other.Name] is not null
        select new Finding(
            Ids.OtherAdapter,
            own[other.Name]!.IsGiven ? own[other.Name]!.Mark : own.Mark,
            $"{other.Name} of [{own.Label}] on stage '{stage.Name}' is {own[other.Name]!.Text}, but the adapter that it goes on with, which stage "
            + $"'{trained.Name}' trained, has {before[other.Name]!.Text}: give it that {other.Name}, or merge the adapter first")
        {
            Causes = [own[other.Name]!.Mark, before[other.Name]!.Mark],
        };

    private static IEnumerable<Finding> AdapterRank(CheckedStage stage, CheckedPart own, RecipeFacts facts) =>
        from policy in stage.Policies
        let rank = own["Rank"]
        where rank is { Number: not null }
        let root = facts.Architecture[policy.Source]
        where root.HasValue
        let width = TransformerShapes.Of(root.Value!, facts)?.Shape.HiddenSize ?? 0
        where width > 0 && rank.Number >= width
        select new Finding(
            Ids.Bound,
            rank.IsGiven ? rank.Mark : own.Mark,
            $"Rank of [{own.Label}] on stage '{stage.Name}' is {rank.Text}, and '{policy.Name}' is {width.ToString(CultureInfo.InvariantCulture)} wide, "
            + "so the adapter has more weights than what it adapts: lower Rank, or train all weights")
        {
            Causes = [rank.Mark],
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
