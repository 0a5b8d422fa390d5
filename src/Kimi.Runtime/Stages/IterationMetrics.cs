using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Torch.Native;
using TorchSharp;

namespace Kimi.Runtime.Stages;

/// <summary>What an iteration of reinforcement learning records.</summary>
internal static class IterationMetrics
{
    private const double BytesPerMiB = 1 << 20;

    /// <summary>Metrics that a run with the same options and seed reproduces.</summary>
    /// <param name="sampled">What was generated, and how it was judged.</param>
    /// <param name="rollouts">Who generated it.</param>
    /// <param name="hasEnvironment">Whether the policy acts in an environment.</param>
    /// <param name="steps">What it taught.</param>
    public static Dictionary<string, double> Of(
        SampledIteration sampled, RolloutPhase rollouts, bool hasEnvironment, IReadOnlyList<StepStatistics> steps)
    {
        var (generated, judgement) = (sampled.Generated, sampled.Judgement);

        // −log π of what was sampled is an unbiased estimate of the entropy.
        var metrics = new Dictionary<string, double>
        {
            ["entropy"] = -generated.Segments.Sum(segment => segment.Logprobs.Sum(logprob => (double)logprob)) / generated.Tokens,
            ["generatedTokens"] = generated.Tokens,
            ["cutByBudget"] = (double)generated.Cut / generated.Responses.Count,
            ["promptsDrawn"] = rollouts.Ledger.Drawn,
            ["promptsRefilled"] = rollouts.Ledger.Refilled,
            ["promptsTrained"] = rollouts.Ledger.Trained,
            ["promptsWaiting"] = rollouts.Waiting,
            ["responsesDropped"] = generated.Dropped,
            ["unscorable"] = judgement.Unscorable,
            ["faults"] = judgement.Faults,
            ["timedOut"] = judgement.TimedOut,
        };
        foreach (var (reason, count) in rollouts.Ledger.Dropped)
            metrics[$"promptsDropped.{reason}"] = count;
        AddJudged(metrics, judgement.Groups);
        if (hasEnvironment)
            metrics = new([.. metrics, .. EpisodeMetrics.Of([.. judgement.Groups.SelectMany(group => group).Select(judged => judged.Rollout)])]);
        AddSteps(metrics, steps);
        return metrics;
    }

    /// <summary>Metrics that depend on the machine and the moment.</summary>
    /// <remarks>Of what is resident, the managed heap and the native heap's blocks are in use; most of the rest is libraries, and gaps in both.</remarks>
    public static Dictionary<string, double> Measure(GeneratedGroups generated, PhaseTimes times) => new()
    {
        ["tokensPerSecond"] = generated.Tokens / times.Seconds,
        ["rolloutSeconds"] = times["rollout"],
        ["judgeSeconds"] = times["judge"],
        ["trainSeconds"] = times["train"],
        ["liveTensors"] = torch.Tensor.TotalCount,
        ["managedMiB"] = GC.GetTotalMemory(forceFullCollection: false) / BytesPerMiB,
        ["nativeMiB"] = (NativeHeap.InUse ?? double.NaN) / BytesPerMiB,
        ["residentMiB"] = Environment.WorkingSet / BytesPerMiB,
    };

    // An iteration in which no group was finished has nothing to say about responses.
    private static void AddJudged(Dictionary<string, double> metrics, IReadOnlyList<RolloutGroup> groups)
    {
        var judged = groups.SelectMany(group => group).ToList();
        if (judged.Count == 0)
            return;
        metrics["accuracy"] = Accuracy(judged);
        metrics["reward"] = judged.Average(rollout => rollout.Reward);
        metrics["meanTokens"] = judged.Average(rollout => rollout.Length);
        metrics["p95Tokens"] = Percentile([.. judged.Select(rollout => rollout.Length).Order()], 0.95);
        metrics["level"] = groups.Average(group => group.Problem.Level);
        foreach (var reason in Enum.GetValues<StopReason>())
            metrics[$"ended.{reason}"] = (double)judged.Count(rollout => rollout.Rollout.StopReason == reason) / judged.Count;
        foreach (var level in groups.GroupBy(group => group.Problem.Level).OrderBy(level => level.Key))
            metrics[$"accuracy.level{level.Key}"] = Accuracy([.. level.SelectMany(group => group)]);
        foreach (var tag in groups.SelectMany(group => group.Problem.Tags).Distinct().Order(StringComparer.Ordinal))
            metrics[$"accuracy.tag.{tag}"] = Accuracy([.. groups.Where(group => group.Problem.Tags.Contains(tag)).SelectMany(group => group)]);
    }

    private static void AddSteps(Dictionary<string, double> metrics, IReadOnlyList<StepStatistics> steps)
    {
        if (steps.Count == 0)
            return;
        metrics["loss"] = steps.Average(step => step.Loss);
        metrics["gradientNorm"] = steps.Average(step => step.GradientNorm);
        metrics["kl"] = steps[^1].Kl;
        metrics["logratioMean"] = steps[^1].LogratioMean;
        metrics["logratioDeviation"] = steps[^1].LogratioDeviation;
        metrics["largestLogratio"] = steps.Max(step => step.LargestLogratio);
        if (steps[0].ClippedFraction is not null)
            metrics["clippedTokens"] = steps.Average(step => step.ClippedFraction!.Value);
        if (steps[0].Mismatch is { } mismatch)
            (metrics["logprobMismatch"], metrics["largestLogprobMismatch"]) = (mismatch.Mean, mismatch.Largest);
        if (steps[0].Importance is not null)
        {
            var importance = ImportanceTotals.Of([.. steps.Select(step => step.Importance!)]);
            metrics["importanceWeight"] = importance.Weight / importance.Tokens;
            metrics["importanceCut"] = (double)importance.Cut / importance.Tokens;
        }
    }

    private static double Accuracy(IReadOnlyList<JudgedRollout> rollouts) => rollouts.Average(rollout => rollout.IsCorrect ? 1 : 0);

    // The least value that at least the given share of values do not exceed.
    private static double Percentile(IReadOnlyList<int> ascending, double share) => ascending[(int)Math.Ceiling(share * ascending.Count) - 1];
}
