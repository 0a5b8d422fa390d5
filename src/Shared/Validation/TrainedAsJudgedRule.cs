using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>
/// Whether a policy is judged as it was trained: with as long responses that end at the same texts, with as many turns, and by the same form of the answer:
/// KIMI6011.
/// </summary>
internal static class TrainedAsJudgedRule
{
    private const string Limit = "MaxResponseTokens";
    private const double MuchLonger = 4;

    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts)
    {
        var found = new List<Finding?>();
        foreach (var stage in recipe.Stages)
        {
            found.Add(Length(stage, facts));
            found.AddRange(Form(stage));
            found.Add(Environment(recipe, stage));
            found.Add(Turns(stage));
            found.AddRange(Ends(stage));
            found.Add(Chains(recipe, stage));
        }

        return found.OfType<Finding>();
    }

    private static Finding? Length(CheckedStage stage, RecipeFacts facts)
    {
        if (!stage.Part.Declaration.Requires.Contains(Fact.ResponseLength)
            || stage.Part.Declaration.OptionsWith("WithinContext").FirstOrDefault() is not { } option
            || stage.Part[option.Name] is not { Number: not null } limit)
            return null;
        var trained = stage.Policies.Select(policy => (Policy: policy, Known: facts.ResponseLength[policy.Source]))
            .Where(entry => entry.Known.HasValue && entry.Known.Value!.Number > limit.Number)
            .OrderByDescending(entry => entry.Known.Value!.Number)
            .FirstOrDefault();
        if (trained.Known.Value is not { } longest)
            return null;
        return new(
            Ids.JudgedOtherwise,
            limit.IsGiven ? limit.Mark : stage.Part.Mark,
            $"stage '{stage.Name}' cuts the responses of '{trained.Policy.Name}' at {limit.Text} tokens, "
            + $"and stage '{longest.Stage.Name}' trained it with {longest.Number.ToString(CultureInfo.InvariantCulture)}: "
            + $"raise {option.Name} of '{stage.Name}' to that")
        {
            Suggestion = limit.IsGiven ? longest.Number.ToString(CultureInfo.InvariantCulture) : null,
            Overridden = longest.Value.Mark,
            Causes = [limit.Mark, longest.Value.Mark],
        };
    }

    // What a policy was taught at length is cut off before its answer. Whoever raises the limit later on does it by stages.
    private static Finding? Chains(CheckedRecipe recipe, CheckedStage stage)
    {
        if (!IsTraining(stage) || stage.Part[Limit] is not { Number: { } most } limit || stage.Policies.Count != 1)
            return null;
        var tuned = stage.Policies[0].Source;
        var chains = tuned.Inputs.Where(input => input.Source.Output.IsDemonstrations).Select(input => input.Source).ToList();
        return chains.Count != 1 || !chains[0].Part.Types.Contains("Kimi.Dsl.SampleLongCotAttribute")
            || chains[0].Part["Keep"] is not { Text: not "Shortest" }
            || chains[0].Part[Limit] is not { IsGiven: true, Number: { } longest } taught || longest < MuchLonger * most
            || recipe.Stages.Any(other => IsTraining(other) && other.Policies.Any(policy => TrainedAt(policy.Source) == stage)
                && other.Part[Limit]?.Number > most)
            ? null
            : new(
                Ids.JudgedOtherwise,
                limit.IsGiven ? limit.Mark : stage.Part.Mark,
                $"stage '{stage.Name}' cuts responses at {limit.Text} tokens, and stage '{tuned.Name}' taught it the chains of thought of '{chains[0].Name}', "
                + $"of up to {taught.Text}, so many end before their answer: raise {Limit} of '{stage.Name}', or lower that of '{chains[0].Name}'")
            {
                Causes = [limit.Mark, taught.Mark],
            };
    }

    // A stage that trains teaches a new form; one that judges expects the one that was taught last.
    private static IEnumerable<Finding?> Form(CheckedStage stage)
    {
        if (IsTraining(stage))
            yield break;
        foreach (var reward in stage.Components.Where(component => component.Component == ComponentKind.Reward))
        {
            foreach (var option in reward.Declaration.OptionsWith("AnswerForm"))
            {
                var taught = stage.Policies.Select(policy => (Policy: policy, Reward: Taught(policy.Source, reward.Types[0])))
                    .FirstOrDefault(entry => entry.Reward.Part?[option.Name] is { } trained && reward[option.Name] is { } value && trained.Text != value.Text);
                if (taught.Reward.Part is null)
                    continue;
                var (judged, before) = (reward[option.Name]!, taught.Reward.Part[option.Name]!);
                yield return new(
                    Ids.JudgedOtherwise,
                    judged.IsGiven ? judged.Mark : reward.Mark,
                    $"{option.Name} of [{reward.Label}] on stage '{stage.Name}' is {judged.Text}, and stage '{taught.Reward.Stage!.Name}' trained "
                    + $"'{taught.Policy.Name}' for {before.Text}: judge it by that, or train it for this one")
                {
                    Overridden = before.Mark,
                    Causes = [judged.Mark, before.Mark],
                };
            }
        }
    }

    // A policy that stopped at a text need not have learned to write its end of text. Who names other texts means them.
    private static IEnumerable<Finding?> Ends(CheckedStage stage)
    {
        if (!stage.Part.Declaration.Requires.Contains(Fact.ResponseLength) || IsTraining(stage))
            yield break;
        foreach (var option in stage.Part.Declaration.OptionsWith("EndsResponses"))
        {
            var (name, trained) = stage.Policies.Select(policy => (policy.Name, Stage: TrainedAt(policy.Source)))
                .FirstOrDefault(policy => policy.Stage is not null);
            if (trained?.Part[option.Name] is not { Length: > 0 } before || stage.Part[option.Name] is not { Texts.Count: 0, Length: 0 } value)
                continue;
            var missing = before.Texts.Count > 0 ? $"\"{VisibleText.Line(before.Texts[0].Replace("\n", "\\n"))}\"" : $"token {before.Numbers[0]}";
            yield return new(
                Ids.JudgedOtherwise,
                value.IsGiven ? value.Mark : stage.Part.Mark,
                $"stage '{stage.Name}' lets the responses of '{name}' go on after {missing}, at which they ended where stage "
                + $"'{trained.Name}' trained it: give '{stage.Name}' the {option.Name} of '{trained.Name}'")
            {
                Overridden = before.Mark,
                Causes = [value.Mark, before.Mark],
            };
        }
    }

    // In the same environment, by as many turns.
    private static Finding? Turns(CheckedStage stage)
    {
        if (!stage.Part.Declaration.Requires.Contains(Fact.ResponseLength) || IsTraining(stage)
            || EnvironmentOf(stage) is not { } own || own["MaxTurns"] is not { Number: not null } turns)
            return null;
        var (name, trained) = stage.Policies.Select(policy => (policy.Name, Stage: TrainedAt(policy.Source)))
            .FirstOrDefault(policy => policy.Stage is not null);
        return trained is not null && EnvironmentOf(trained) is { } other && other.Types[0] == own.Types[0]
            && other["MaxTurns"] is { Number: not null } before && before.Number > turns.Number
            ? new(
                Ids.JudgedOtherwise,
                turns.IsGiven ? turns.Mark : own.Mark,
                $"stage '{stage.Name}' gives '{name}' {turns.Text} turns in [{own.Label}], and stage '{trained.Name}' trained it with {before.Text}: "
                + $"raise MaxTurns of '{stage.Name}' to that")
            {
                Suggestion = turns.IsGiven ? before.Text : null,
                Overridden = before.Mark,
                Causes = [turns.Mark, before.Mark],
            }
            : null;
    }

    // An evaluation without the tools is one of its own where another has them.
    private static Finding? Environment(CheckedRecipe recipe, CheckedStage stage)
    {
        if (!stage.Part.Declaration.Requires.Contains(Fact.ResponseLength))
            return null;
        if (EnvironmentOf(stage) is { } own)
            return Unpractised(recipe, stage, own);
        var (name, trained) = stage.Policies.Select(policy => (policy.Name, Stage: TrainedAt(policy.Source)))
            .FirstOrDefault(policy => policy.Stage is not null && EnvironmentOf(policy.Stage) is not null);
        return trained is null
            || recipe.Stages.Any(other => EnvironmentOf(other) is not null && other.Policies.Any(policy => TrainedAt(policy.Source) == trained))
            ? null
            : new(
                Ids.JudgedOtherwise,
                stage.Part.Mark,
                $"stage '{stage.Name}' judges '{name}' without an environment, and stage '{trained.Name}' trained it in [{EnvironmentOf(trained)!.Label}]: "
                + $"put [{EnvironmentOf(trained)!.Label}] on '{stage.Name}' too, or on another stage that judges it")
            {
                Causes = [stage.Mark, EnvironmentOf(trained)!.Mark],
            };
    }

    // Nobody taught the policy to act in it. Where it is judged without as well, that is what is asked.
    private static Finding? Unpractised(CheckedRecipe recipe, CheckedStage stage, CheckedPart environment)
    {
        var (name, trained) = stage.Policies.Select(policy => (policy.Name, Stage: TrainedAt(policy.Source)))
            .FirstOrDefault(policy => policy.Stage is not null);
        return trained is null || stage.Policies.Count > 1 || Practised(trained)
            || recipe.Stages.Any(other => other != stage && !IsTraining(other) && EnvironmentOf(other) is null
                && other.Components.Any(part => part.Component == ComponentKind.Reward) && other.Policies.Any(policy => TrainedAt(policy.Source) == trained))
            ? null
            : new(
                Ids.JudgedOtherwise,
                environment.Mark,
                $"stage '{stage.Name}' judges '{name}' in [{environment.Label}], and stage '{trained.Name}' trained it without an environment, "
                + $"so it never learned to act there: put [{environment.Label}] on '{trained.Name}' too, or judge it without")
            {
                Overridden = trained.Mark,
                Causes = [environment.Mark, trained.Mark],
            };
    }

    private static bool Practised(CheckedStage stage) => EnvironmentOf(stage) is not null || stage.Inputs.Any(input => Practised(input.Source));

    private static CheckedPart? EnvironmentOf(CheckedStage stage) => stage.Components.FirstOrDefault(part => part.Component == ComponentKind.Environment);

    private static bool IsTraining(CheckedStage stage) => stage.Components.Any(component => component.Component == ComponentKind.Objective);

    // The reward of a class that a policy was last trained by. After demonstrations, nobody knows which form it has.
    private static (CheckedStage? Stage, CheckedPart? Part) Taught(CheckedStage source, string reward) =>
        TrainedAt(source) is { } stage ? (stage, stage.Components.FirstOrDefault(component => component.Types[0] == reward)) : default;

    private static CheckedStage? TrainedAt(CheckedStage source)
    {
        if (IsTraining(source))
            return source;
        var policies = source.Ingredients.Where(input => input.Source.Output.IsPolicy).ToList();
        return source.IsTransform || source.Inputs.Count != policies.Count || policies.Count == 0 ? null : TrainedAt(policies[0].Source);
    }
}
