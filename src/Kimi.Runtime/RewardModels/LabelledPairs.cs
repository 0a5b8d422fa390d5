using Kimi.Dsl;

namespace Kimi.Runtime.RewardModels;

/// <summary>A correct and a wrong response to one problem.</summary>
/// <param name="Problem">The problem, with its reference answer.</param>
/// <param name="Correct">The correct response.</param>
/// <param name="Wrong">The wrong response.</param>
internal sealed record LabelledPair(MathProblem Problem, string Correct, string Wrong);

/// <summary>The pairs that a reward model is trained on, and those that are held out. No prompt occurs in two of the parts.</summary>
/// <param name="Training">What it is trained on.</param>
/// <param name="Calibration">What its probabilities are fitted on.</param>
/// <param name="Test">What it is measured on.</param>
internal sealed record LabelledPairs(IReadOnlyList<LabelledPair> Training, IReadOnlyList<LabelledPair> Calibration, IReadOnlyList<LabelledPair> Test)
{
    /// <summary>Assigns pairs of responses to their problems.</summary>
    /// <exception cref="KimiException">There are no pairs, or the problem of a prompt is missing or has no reference answer.</exception>
    public static IReadOnlyList<LabelledPair> Of(Preferences preferences, PromptSet problems, string stage)
    {
        if (preferences.Count == 0)
            throw new KimiException($"stage {stage} has no pairs of a correct and a wrong response: check stage {preferences.Origin}");
        var byPrompt = problems.GroupBy(problem => problem.Prompt).ToDictionary(group => group.Key, group => Only([.. group]));
        return [.. preferences.Index().Select(entry => new LabelledPair(Find(entry.Item.Prompt, entry.Index), entry.Item.Chosen, entry.Item.Rejected))];

        Problem Only(IReadOnlyList<Problem> same) => same.Select(problem => (problem as MathProblem)?.Answer).Distinct().Count() == 1
            ? same[0]
            : throw new KimiException(
                $"stage {stage}: the problems {same[0].Id} and {same[^1].Id} of {problems.Origin} have one prompt and different answers, "
                + "so a pair could belong to either: leave one out");

        MathProblem Find(Prompt prompt, int index) => byPrompt.GetValueOrDefault(prompt) switch
        {
            MathProblem { Answer.Length: > 0 } problem => problem,
            { } problem =>
                throw new KimiException(
                    $"stage {stage}: problem {problem.Id}, which pair {index + 1} of {preferences.Origin} answers, has no reference answer to judge by: "
                    + "give it one"),
            null => throw new KimiException(
                $"stage {stage}: the prompt of pair {index + 1} of {preferences.Origin} is none of {problems.Origin}'s: "
                + "give the stage the problems that the pairs were made for"),
        };
    }

    /// <summary>Splits pairs by the hash of their prompt, independently of the seed: half of the held-out prompts calibrate and the other half test.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="heldOutShare">The share of prompts that is held out.</param>
    /// <param name="stage">The stage's name.</param>
    /// <exception cref="KimiException">A part has no pairs.</exception>
    public static LabelledPairs Split(IReadOnlyList<LabelledPair> pairs, double heldOutShare, string stage)
    {
        var parts = pairs.ToLookup(pair => SeededRandom.Derive(0, $"held out: {pair.Problem.Prompt}").NextDouble() switch
        {
            var place when place < heldOutShare / 2 => Part.Test,
            var place when place < heldOutShare => Part.Calibration,
            _ => Part.Training,
        });
        LabelledPairs split = new([.. parts[Part.Training]], [.. parts[Part.Calibration]], [.. parts[Part.Test]]);
        return split is { Training.Count: > 0, Calibration.Count: > 0, Test.Count: > 0 }
            ? split
            : throw new KimiException(
                $"stage {stage}: {pairs.Count} pairs on {pairs.DistinctBy(pair => pair.Problem.Prompt).Count()} prompts come to {split.Training.Count} for "
                + "training, "
                + $"{split.Calibration.Count} for calibration and {split.Test.Count} for the test at a HeldOutShare of {heldOutShare}: give it more prompts, "
                + "or change HeldOutShare");
    }

    private enum Part
    {
        Training,
        Calibration,
        Test,
    }
}
