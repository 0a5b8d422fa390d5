using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Runtime.Verdicts;

namespace Kimi.Runtime.RewardModels;

/// <summary>A pair, and what a reward model said about its responses.</summary>
internal sealed record LabelledVerdicts(LabelledPair Pair, Verdict Correct, Verdict Wrong)
{
    /// <summary>Has a reward model judge both responses of every pair.</summary>
    public static async Task<IReadOnlyList<LabelledVerdicts>> OfAsync(
        ResponseJudge judge, IReadOnlyList<LabelledPair> pairs, CancellationToken cancellationToken)
    {
        var verdicts = await judge.JudgeAsync(
            [.. pairs.Select(pair => (pair.Problem, pair.Correct)), .. pairs.Select(pair => (pair.Problem, pair.Wrong))], cancellationToken)
                .ConfigureAwait(false);
        return [.. pairs.Select((pair, index) => new LabelledVerdicts(pair, verdicts[index], verdicts[pairs.Count + index]))];
    }

    /// <summary>How well a reward model did.</summary>
    /// <param name="rewardModel">Its name.</param>
    /// <param name="givesProbabilities">Whether its verdicts are probabilities.</param>
    /// <param name="verdicts">What it said.</param>
    public static RewardModelAccuracy Accuracy(string rewardModel, bool givesProbabilities, IReadOnlyList<LabelledVerdicts> verdicts)
    {
        var responses = verdicts.SelectMany(entry => new[] { (Verdict: entry.Correct, IsCorrect: true), (Verdict: entry.Wrong, IsCorrect: false) }).ToList();
        var scored = responses.Where(entry => entry.Verdict is Verdict.Scored)
            .Select(entry => (((Verdict.Scored)entry.Verdict).Value, entry.IsCorrect))
            .ToList();
        return new()
        {
            RewardModel = rewardModel,
            Responses = new(scored.Count(entry => entry.Value > 0.5 == entry.IsCorrect), responses.Count),
            Pairs = new(verdicts.Count(entry => entry is { Correct: Verdict.Scored correct, Wrong: Verdict.Scored wrong } && correct.Value > wrong.Value),
                verdicts.Count),
            Unscorable = responses.Count - scored.Count,
            ExpectedCalibrationError = givesProbabilities && scored.Count > 0 ? Calibration.ExpectedError(scored) : null,
        };
    }

    /// <summary>Writes every response and its verdict as JSONL.</summary>
    public static void Log(string path, IReadOnlyList<LabelledVerdicts> verdicts) => JsonLines.Write(
        path,
        verdicts.SelectMany(entry => new[]
        {
            new { Problem = entry.Pair.Problem.Id, Response = entry.Pair.Correct, IsCorrect = true, Verdict = entry.Correct.Describe() },
            new { Problem = entry.Pair.Problem.Id, Response = entry.Pair.Wrong, IsCorrect = false, Verdict = entry.Wrong.Describe() },
        }));

    /// <summary>Puts a reward model's accuracy into a stage's summary.</summary>
    public static void Summarize(RewardModelAccuracy accuracy, string prefix, string accuracyName, StageContext context)
    {
        context.Summarize(prefix + accuracyName, accuracy.Responses.Value);
        context.Summarize($"{prefix}{accuracyName}Low", accuracy.Responses.Interval.Low);
        context.Summarize($"{prefix}{accuracyName}High", accuracy.Responses.Interval.High);
        context.Summarize(prefix + "pairAccuracy", accuracy.Pairs.Value);
        context.Summarize(prefix + "unscorable", accuracy.Unscorable);
        if (accuracy.ExpectedCalibrationError is { } error)
            context.Summarize(prefix + "expectedCalibrationError", error);
    }
}
