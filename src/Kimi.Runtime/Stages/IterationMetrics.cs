using Kimi.Dsl;
using Kimi.Runtime.Rewards;
using TorchSharp;

namespace Kimi.Runtime.Stages;

/// <summary>What an iteration of reinforcement learning records.</summary>
internal static class IterationMetrics
{
    public static Dictionary<string, double> Of(
        IReadOnlyList<Rollout> rollouts,
        Judgement judgement,
        IReadOnlyList<List<TrainingSample>> trained,
        IReadOnlyList<StepStatistics> steps,
        double rolloutSeconds,
        double seconds)
    {
        var judged = judgement.Groups.SelectMany(group => group).ToList();
        var tokens = rollouts.Sum(rollout => rollout.Tokens.Length);
        var metrics = new Dictionary<string, double>
        {
            ["accuracy"] = judged.Average(rollout => rollout.IsCorrect ? 1 : 0),
            ["reward"] = judged.Average(rollout => rollout.Reward),
            ["meanTokens"] = (double)tokens / rollouts.Count,
            ["level"] = judgement.Groups.Average(group => group.Problem.Level),

            // −log π of what was sampled is an unbiased estimate of the entropy.
            ["entropy"] = -rollouts.Sum(rollout => rollout.Logprobs.Sum(logprob => (double)logprob)) / tokens,
            ["cutShare"] = (double)rollouts.Count(rollout => rollout.StopReason == StopReason.LengthLimit) / rollouts.Count,
            ["trainedGroups"] = trained.Count,
            ["unscored"] = judgement.Unscorable + judgement.Faults + judgement.TimedOut,
            ["tokensPerSecond"] = tokens / seconds,
            ["rolloutSeconds"] = rolloutSeconds,
            ["trainSeconds"] = seconds - rolloutSeconds,
            ["liveTensors"] = torch.Tensor.TotalCount,
        };
        if (steps.Count > 0)
        {
            metrics["loss"] = steps.Average(step => step.Loss);
            metrics["gradientNorm"] = steps.Average(step => step.GradientNorm);
            metrics["kl"] = steps[^1].Kl;
            metrics["logprobMismatch"] = steps[0].LogprobMismatch;
        }

        return metrics;
    }
}
