using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>
/// Dr. GRPO (Liu et al. 2025, arXiv 2503.20783, section 3.2 and listing 1), to ascend: (1/G) Σ_j (1/L) Σ_t min(ρ_t A_j, clip(ρ_t, 1 − ε, 1 + ε) A_j), with
/// A_j = r_j − mean r, ρ_t = π_θ/π_i, and L the generation budget, the same for every response.
/// </summary>
/// <remarks>
/// The formula of the paper has no L; its code divides by the budget instead of by |y_j|, and so do we, by the stage's MaxResponseTokens: otherwise the norm at
/// which gradients are clipped would depend on it. As in the paper there is no KL term. A group whose rewards are all equal is left out.
/// </remarks>
/// <param name="options">ε.</param>
[ImplementationVersion(1)]
public sealed class DrGrpo(DrGrpoAttribute options) : IClippingObjective, IDrGrpo
{
    /// <inheritdoc/>
    public double?[] Advantages(RolloutGroup group, IReadOnlyList<double> rewards) => Baselines.OrNone(rewards, Baselines.LessMean);

    /// <inheritdoc/>
    public Tensor Loss(ObjectiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return ClippedRatio.Gain(batch, options.Epsilon, options.Epsilon).sum().neg() / ((double)batch.Step.Responses * batch.Step.MaxResponseTokens);
    }

    /// <inheritdoc/>
    public Tensor Clipped(ObjectiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return ClippedRatio.Clipped(batch, options.Epsilon, options.Epsilon);
    }
}
