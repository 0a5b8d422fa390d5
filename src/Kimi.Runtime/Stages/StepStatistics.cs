using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>Statistics of one optimizer step, from before it changed the weights.</summary>
internal sealed record StepStatistics
{
    /// <summary>The objective's loss.</summary>
    public required double Loss { get; init; }

    /// <summary>The gradient's norm before clipping.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>KL(π_i ‖ π_θ) per token, estimated as the mean of ρ − 1 − log ρ with ρ = π_θ / π_i; nats.</summary>
    public required double Kl { get; init; }

    /// <summary>The mean of log π_θ − log π_i per token.</summary>
    public required double LogratioMean { get; init; }

    /// <summary>Its standard deviation.</summary>
    public required double LogratioDeviation { get; init; }

    /// <summary>The largest |log π_θ − log π_i| of a token.</summary>
    public required double LargestLogratio { get; init; }

    /// <summary>The share of the tokens whose gradient the objective's clip cut off; null if the objective does not clip.</summary>
    public required double? ClippedFraction { get; init; }

    /// <summary>
    /// |log π_θ − log π_i|, the latter as recorded, over the tokens that the iteration's own policy sampled; null if there are none. In an iteration's first
    /// step the weights are those that sampled, so this shows how far the trainer and the rollout engine disagree.
    /// </summary>
    public required LogprobMismatch? Mismatch { get; init; }

    /// <summary>The weights of a correction; null without one.</summary>
    public ImportanceTotals? Importance { get; init; }

    /// <summary>Stops a run whose trainer and rollout engine do not compute the same policy: its rewards would train a different one.</summary>
    /// <exception cref="KimiException">They disagree by more than the limit.</exception>
    public void ThrowIfMismatched(ReinforceAttribute options, string stage, int iteration)
    {
        if (Mismatch?.Mean > options.MaxLogprobMismatch)
        {
            throw new KimiException(
                $"stage {stage}, iteration {iteration}: trainer and rollout engine disagree by {Mismatch.Mean:G3} nats a token on the policy that both hold, "
                + $"above MaxLogprobMismatch {options.MaxLogprobMismatch}: "
                + "make both compute alike (number format, temperature, tokenizer), or add a correction such as [TruncatedImportance] and raise the limit");
        }
    }

    /// <summary>Stops a run whose numbers are no longer finite.</summary>
    /// <exception cref="KimiException">The loss or the gradient is not finite.</exception>
    public void ThrowIfDiverged(ReinforceAttribute options, string stage, int iteration)
    {
        if (!double.IsFinite(Loss) || !double.IsFinite(GradientNorm))
            throw new KimiException(
                $"stage {stage} diverged at iteration {iteration} (loss {Loss}, gradient norm {GradientNorm}): "
                + $"lower its LearningRate of {options.LearningRate}");
    }
}

/// <summary>How far the log-probabilities of the same tokens under the same policy are apart, in nats.</summary>
/// <param name="Mean">On average.</param>
/// <param name="Largest">At most.</param>
internal sealed record LogprobMismatch(double Mean, double Largest);
