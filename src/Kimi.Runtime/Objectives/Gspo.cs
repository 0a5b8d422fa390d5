using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>
/// GSPO (Zheng et al. 2025, arXiv 2507.18071, equations 5 to 7), to ascend: (1/G) Σ_j min(s_j A_j, clip(s_j, 1 − ε_low, 1 + ε_high) A_j), with
/// A_j = (r_j − mean r) / std r and s_j = (π_θ(y_j) / π_i(y_j))^(1/|y_j|), the geometric mean of the response's token ratios.
/// </summary>
/// <remarks>As in the paper there is no pull towards a reference. A group whose rewards are all equal is left out.</remarks>
/// <param name="options">ε_low and ε_high.</param>
[ImplementationVersion(1)]
public sealed class Gspo(GspoAttribute options) : IClippingObjective, IGspo
{
    /// <inheritdoc/>
    public double?[] Advantages(RolloutGroup group, IReadOnlyList<double> rewards) => Baselines.OrNone(rewards, Baselines.Standardized);

    /// <inheritdoc/>
    public Tensor Loss(ObjectiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var (free_B, clamped_B) = Gains(batch);
        return minimum(free_B, clamped_B).sum().neg() / batch.Step.Responses;
    }

    /// <inheritdoc/>
    public Tensor Clipped(ObjectiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var (free_B, clamped_B) = Gains(batch);
        return clamped_B.lt(free_B).to(ScalarType.Float32).unsqueeze(1) * batch.Mask_BT;
    }

    private (Tensor Free_B, Tensor Clamped_B) Gains(ObjectiveBatch batch)
    {
        var ratios_B = ((batch.Logprobs_BT - batch.BehaviourLogprobs_BT).sum(1) / batch.Tokens_B).exp();
        return (ratios_B * batch.Advantages_B, ratios_B.clamp(1 - options.EpsilonLow, 1 + options.EpsilonHigh) * batch.Advantages_B);
    }
}
