using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>
/// DAPO (Yu et al. 2025, equation 8), to ascend: (1 / Σ_j |y_j|) Σ_j Σ_t min(ρ_t A_j, clip(ρ_t, 1 − ε_low, 1 + ε_high) A_j), with A_j = (r_j − mean r) / std r.
/// </summary>
/// <remarks>
/// Clip-higher and the mean over tokens are here; |y_j| are summed over the step, where the equation sums them over a group, so that every token of the
/// step counts alike. Its dynamic sampling draws again for groups without signal; here such groups are left out and the step is smaller. Its overlong shaping
/// is a penalty, not part of the objective.
/// </remarks>
/// <param name="options">The ends of the clip.</param>
[ImplementationVersion(1)]
public sealed class Dapo(DapoAttribute options) : IClippingObjective, IDapo
{
    /// <inheritdoc/>
    public double?[] Advantages(RolloutGroup group, IReadOnlyList<double> rewards) => Baselines.OrNone(rewards, Baselines.Standardized);

    /// <inheritdoc/>
    public Tensor Loss(ObjectiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return ClippedRatio.Gain(batch, options.EpsilonLow, options.EpsilonHigh).sum().neg() / batch.Step.Tokens;
    }

    /// <inheritdoc/>
    public Tensor Clipped(ObjectiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return ClippedRatio.Clipped(batch, options.EpsilonLow, options.EpsilonHigh);
    }
}
