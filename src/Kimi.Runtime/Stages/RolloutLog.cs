using System.Text.Json.Serialization;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Verdicts;

namespace Kimi.Runtime.Stages;

/// <summary>Keeps the rollouts that an iteration judged, one per line, in <c>log/rollouts/00000012.jsonl</c> of the stage's folder.</summary>
internal static class RolloutLog
{
    /// <summary>Writes an iteration's file, whole or not at all.</summary>
    public static void Write(string logFolder, int iteration, Judgement judgement, IEnumerable<ScoredGroup> scored)
    {
        var scores = scored.SelectMany(group => group.Group.Select((judged, place) => (judged.Rollout, Score: (group.Rewards[place], group.Advantages[place]))))
            .ToDictionary<(Rollout Rollout, (double, double?) Score), Rollout, (double Reward, double? Advantage)>(
                entry => entry.Rollout, entry => entry.Score, ReferenceEqualityComparer.Instance);
        var lines = judgement.Rollouts.SelectMany((group, index) =>
            group.Select(rollout => Line(rollout, judgement.Problems[index], index, scores.TryGetValue(rollout.Rollout, out var score) ? score : null)));
        JsonLines.Write(Path.Combine(logFolder, "rollouts", $"{iteration:D8}.jsonl"), lines);
    }

    private static RolloutLine Line(RolloutVerdicts entry, Problem problem, int group, (double Reward, double? Advantage)? score) => new()
    {
        Group = group,
        Problem = problem.Id,
        Level = problem.Level,
        Tags = problem.Tags,
        Prompt = problem.Prompt.Text,
        Images = ResponseLog.ImagesOf(problem.Prompt),
        Text = entry.Rollout.Text,
        StopReason = $"{entry.Rollout.StopReason}",
        Segments = [.. entry.Rollout.Segments],
        Turns = TurnLine.Of(entry.Rollout),
        Verdicts = [.. entry.Verdicts.Select(verdict => new VerdictLine(verdict.Reward, verdict.Verdict.GetType().Name, Says(verdict.Verdict)))],
        IsCorrect = entry.Judged?.IsCorrect,
        Reward = entry.Judged?.Reward,
        RewardWithPenalties = score?.Reward,
        Advantage = score?.Advantage,
    };

    private static string Says(Verdict verdict) => verdict is Verdict.Fault fault ? $"{fault.Type}: {fault.Message}" : verdict.Describe();

    private sealed record VerdictLine(string Reward, string Verdict, string Says);

    private sealed record RolloutLine
    {
        public required int Group { get; init; }

        public required string Problem { get; init; }

        public required int Level { get; init; }

        public required IReadOnlyList<string> Tags { get; init; }

        public required string Prompt { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public required IReadOnlyList<string>? Images { get; init; }

        public required string Text { get; init; }

        public required string StopReason { get; init; }

        public required IReadOnlyList<RolloutSegment> Segments { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public required IReadOnlyList<TurnLine>? Turns { get; init; }

        public required IReadOnlyList<VerdictLine> Verdicts { get; init; }

        public required bool? IsCorrect { get; init; }

        public required double? Reward { get; init; }

        public required double? RewardWithPenalties { get; init; }

        public required double? Advantage { get; init; }
    }
}
