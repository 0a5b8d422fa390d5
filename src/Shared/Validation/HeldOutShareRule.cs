using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether the share that is held out is not the one that was meant for training: KIMI5011.</summary>
internal static class HeldOutShareRule
{
    // Even those who study how much is learned from few problems rarely hold out more than this.
    private const double MostHeldOut = 0.7;

    /// <summary>Finds what is wrong. A share of which another stage evaluates on less, such as one of several amounts to train on, is meant.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts)
    {
        var told = new HashSet<int>();
        foreach (var source in recipe.Stages)
        {
            if (source.Part.Declaration.ProblemOrigin?.Text("Share") is not { Length: > 0 } option
                || source.Part[option] is not { IsGiven: true, Number: > MostHeldOut and < 1 } share
                || facts.Origins[source] is not { Count: 1 } origins || origins[0] is not { Split: "Train" } trained
                || recipe.Stages.FirstOrDefault(stage => Evaluates(stage, trained, facts)) is not { } evaluation || !told.Add(share.Mark))
                continue;
            yield return new(
                Ids.Futile,
                share.Mark,
                $"{option} of stage '{source.Name}' is {share.Text}, so stage '{evaluation.Name}' evaluates on most of the problems, and training has the "
                + "rest: give the share to hold out, and not the one to train on")
            {
                Causes = [share.Mark],
            };
        }
    }

    private static bool Evaluates(CheckedStage stage, Origin trained, RecipeFacts facts) =>
        stage.Part.Declaration.Requires.Contains(Declarations.Fact.UnseenProblems)
        && stage.PromptSets.Any(prompts => facts.Origins[prompts.Source].Any(asked =>
            asked.Source == trained.Source && asked.Share == trained.Share && asked.Split == "HeldOut"))
        && stage.Policies.Any(policy => facts.Origins[policy.Source].Any(seen =>
            seen.Source == trained.Source && seen.Share == trained.Share && seen.Split == trained.Split));
}
