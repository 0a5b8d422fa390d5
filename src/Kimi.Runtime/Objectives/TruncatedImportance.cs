using Kimi.Dsl;

namespace Kimi.Runtime.Objectives;

/// <summary>
/// Truncated importance sampling (Ionides 2008; for rollout engines Yao et al. 2025, "Your Efficient RL Framework Secretly Brings You Off-Policy RL Training"):
/// what a token teaches is multiplied by w = min(ρ, C), with ρ = π_i by the trainer / π_i by the engine, of the token or of the whole response.
/// </summary>
/// <remarks>
/// Samples of the engine's distribution q, weighted by p/q, have the expectations of the trainer's p. Truncation bounds the variance and biases towards q. The
/// source truncates tokens; a response's ratio is the product of its tokens'.
/// </remarks>
/// <param name="options">The level and C.</param>
[ImplementationVersion(1)]
public sealed class TruncatedImportance(TruncatedImportanceAttribute options) : ITruncatedImportance
{
    /// <inheritdoc/>
    public ImportanceWeights Weigh(IReadOnlyList<double> logratios) => ImportanceRatios.Weigh(logratios, options.Level, ratio => Math.Min(ratio, options.Cap));
}
