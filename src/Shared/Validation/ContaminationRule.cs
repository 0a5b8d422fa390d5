using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether what a policy is evaluated on is kept from its training: KIMI6007.</summary>
internal static class ContaminationRule
{
    /// <summary>Finds benchmarks that a stage trains on, and sets of evaluation that nobody held the problems of training against.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, CheckedStage stage, RecipeFacts facts) =>
        [.. Benchmarks(stage), .. Unchecked(recipe, stage, facts)];

    /// <summary>What a stage requires to be unseen, and a policy of its was trained on; null for nothing.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="prompts">The input that holds it.</param>
    /// <param name="what"><c>problems</c> or <c>documents</c>.</param>
    /// <param name="facts">What is known of the recipe's artifacts.</param>
    public static Finding? Seen(CheckedStage stage, CheckedInput prompts, string what, RecipeFacts facts)
    {
        var (policies, causes) = (new List<string>(), new List<int>());
        var exchanged = (Finding?)null;
        var trainer = (string?)null;
        foreach (var policy in stage.Policies.Count > 0 ? stage.Policies : stage.Models)
        {
            foreach (var asked in facts.Origins[prompts.Source])
            {
                foreach (var seen in facts.Origins[policy.Source])
                {
                    if (!asked.Overlaps(seen))
                    {
                        exchanged ??= policy.Source.Output.IsPolicy ? Exchanged(stage, prompts, policy, asked, seen) : null;
                        continue;
                    }

                    policies.Add($"'{policy.Name}'");
                    trainer ??= Trainer(policy.Source, asked, facts);
                    causes.AddRange([.. asked.Marks, .. seen.Marks]);
                }
            }
        }

        return policies.Count == 0
            ? exchanged
            : new(
                Ids.Contamination,
                prompts.Mark,
                $"stage '{stage.Name}' evaluates {Words.List([.. policies.Distinct()], "and")} on '{prompts.Name}', "
                + $"{what} that {(trainer is null ? "training" : $"stage '{trainer}'")} learned from, so it measures memory: "
                + $"take {what} of another {(what == "problems" ? "split or source" : "source")}")
            {
                Causes = causes,
            };
    }

    // The last stage that took them for the model.
    private static string? Trainer(CheckedStage model, Origin asked, RecipeFacts facts) =>
        model.Inputs.Any(input => !input.Source.Output.IsModel && facts.Origins[input.Source].Any(asked.Overlaps))
            ? model.Name
            : model.Inputs.Where(input => input.Source.Output.IsModel)
                .Select(input => Trainer(input.Source, asked, facts)).FirstOrDefault(name => name is not null);

    private static bool IsSmall(string share) =>
        double.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number < 0.5;

    // It is the larger part that is for training; the parts of what code makes are as large as one likes.
    private static Finding? Exchanged(CheckedStage stage, CheckedInput prompts, CheckedInput policy, Origin asked, Origin seen) =>
        asked.Source == seen.Source && asked.Share == seen.Share && asked.Split == "Train" && seen.Split == "HeldOut" && IsSmall(seen.Share)
            ? new(
                Ids.Contamination,
                prompts.Mark,
                $"stage '{stage.Name}' evaluates '{policy.Name}' on '{prompts.Name}', the part for training, and the held-out part trained it: "
                + "exchange the two splits")
            {
                Causes = [.. asked.Marks, .. seen.Marks],
            }
            : null;

    // Where problems are held against sets of evaluation, all sets of files are.
    private static IEnumerable<Finding> Unchecked(CheckedRecipe recipe, CheckedStage stage, RecipeFacts facts)
    {
        if (!stage.Part.Declaration.Requires.Contains(Fact.UnseenProblems))
            yield break;
        foreach (var prompts in stage.PromptSets.Where(input => input.Source.Inputs.Count == 0))
        {
            var curated = recipe.Stages.FirstOrDefault(other => Sets(other).Any() && stage.Policies.Any(policy => Learned(policy.Source, other)));
            var (own, trained) = (facts.Origins[prompts.Source], curated is null ? [] : facts.Origins[curated]);
            if (curated is null || !prompts.Source.Part.IsOfLanguage || own.Count == 0 || own.Any(one => trained.Any(other => one.Source == other.Source))
                || Sets(curated).Any(set => facts.Origins[set.Source].Any(other => own.Any(one => one.Source == other.Source))))
                continue;
            yield return new(
                Ids.Contamination,
                prompts.Mark,
                $"stage '{stage.Name}' evaluates on '{prompts.Name}', which stage '{curated.Name}' did not hold the problems of training against, so some of "
                + $"them may be in it: give '{prompts.Source.Name}' to '{curated.Name}' too");
        }
    }

    // The sets of evaluation that a stage keeps out of the problems that it takes.
    private static IEnumerable<CheckedInput> Sets(CheckedStage stage) => stage.Part.Declaration is { PartOf: not null, DistinctInputs: not null }
        && stage.Output.IsPromptSet ? stage.PromptSets.Where(input => !stage.Ingredients.Contains(input)) : [];

    private static bool Learned(CheckedStage policy, CheckedStage problems) =>
        policy == problems || policy.Ingredients.Any(input => Learned(input.Source, problems));

    private static IEnumerable<Finding> Benchmarks(CheckedStage stage)
    {
        if (stage.Part.Declaration.Establishes(Fact.Trained) is null)
            yield break;
        foreach (var input in stage.Ingredients)
        {
            if (!input.Source.Output.IsModel && BenchmarkIn(input.Source) is { } benchmark)
            {
                yield return new(
                    Ids.Contamination,
                    input.Mark,
                    $"stage '{stage.Name}' trains on '{input.Name}', which has the problems of the public benchmark {benchmark.Text}, "
                    + "so no result on it says anything any more: train on other problems")
                {
                    Causes = [benchmark.Mark],
                };
            }
        }
    }

    // A transform of several sets may well remove the benchmark from the others, unless all of them are seen to go into it, or are benchmarks.
    private static OptionValue? BenchmarkIn(CheckedStage stage)
    {
        if (stage.Part["Benchmark"] is { IsGiven: true } own)
            return own.Text == "None" ? null : own;
        var found = stage.Ingredients.Where(input => !input.Source.Output.IsModel).Select(input => BenchmarkIn(input.Source)).ToList();
        return stage.IsTransform && !stage.KeepsProblems && found.Contains(null) ? null : found.FirstOrDefault(one => one is not null);
    }
}
