using Kimi.Dsl;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Rollouts;
using TorchSharp;

namespace Kimi.Runtime.Stages;

/// <summary>What an iteration of reinforcement learning records.</summary>
internal static class IterationMetrics
{
    public static Dictionary<string, double> Of(
        GeneratedGroups generated, RolloutPhase rollouts, Judgement judgement, IReadOnlyList<StepStatistics> steps, double rolloutSeconds, double seconds)
    {
        var judged = judgement.Groups.SelectMany(group => group).ToList();
        var tokens = generated.Segments.Sum(segment => segment.Tokens.Length);
        var metrics = new Dictionary<string, double>
        {
            // −log π of what was sampled is an unbiased estimate of the entropy.
            ["entropy"] = -generated.Segments.Sum(segment => segment.Logprobs.Sum(logprob => (double)logprob)) / tokens,
            ["cutByBudget"] = (double)generated.Cut / generated.Outcomes.Count,
            ["promptsDrawn"] = rollouts.Ledger.Drawn,
            ["promptsTrained"] = rollouts.Ledger.Trained,
            ["promptsWaiting"] = rollouts.Waiting,
            ["unscored"] = judgement.Unscorable + judgement.Faults + judgement.TimedOut,
            ["tokensPerSecond"] = tokens / seconds,
            ["rolloutSeconds"] = rolloutSeconds,
            ["trainSeconds"] = seconds - rolloutSeconds,
            ["liveTensors"] = torch.Tensor.TotalCount,
        };
        foreach (var (reason, count) in rollouts.Ledger.Dropped)
            metrics[$"promptsDropped.{reason}"] = count;
        if (judged.Count > 0)
        {
            metrics["accuracy"] = judged.Average(rollout => rollout.IsCorrect ? 1 : 0);
            metrics["reward"] = judged.Average(rollout => rollout.Reward);
            metrics["meanTokens"] = judged.Average(rollout => rollout.Length);
            metrics["level"] = judgement.Groups.Average(group => group.Problem.Level);
            foreach (var reason in Enum.GetValues<StopReason>())
                metrics[$"ended.{reason}"] = (double)judged.Count(rollout => rollout.Rollout.StopReason == reason) / judged.Count;
        }

        if (steps.Count > 0)
        {
            metrics["loss"] = steps.Average(step => step.Loss);
            metrics["gradientNorm"] = steps.Average(step => step.GradientNorm);
            metrics["kl"] = steps[^1].Kl;
            metrics["logratioMean"] = steps[^1].LogratioMean;
            metrics["logratioDeviation"] = steps[^1].LogratioDeviation;
            metrics["largestLogratio"] = steps.Max(step => step.LargestLogratio);
            metrics["logprobMismatch"] = steps[0].OnPolicyMismatch;
        }

        return metrics;
    }
}
