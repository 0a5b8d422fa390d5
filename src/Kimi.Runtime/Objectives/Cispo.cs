using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>
/// CISPO (MiniMax-M1, Chen et al. 2025, arXiv 2506.13585, equations 4 and 5), to ascend: (1 / Σ_j |y_j|) Σ_j Σ_t sg(min(ρ_t, 1 + ε_high)) A_j log π_θ(y_jt),
/// with A_j = (r_j − mean r) / std r, ρ_t = π_θ/π_i, and sg a constant to the gradient.
/// </summary>
/// <remarks>
/// The paper writes clip(ρ_t, 1 − ε_low, 1 + ε_high) and sets ε_low so high that it does nothing; here it is left out. |y_j| are summed over the step, where
/// the equation sums them over a group, so that every token of the step counts alike. No KL term, as in the paper. A group whose rewards are all equal is left
/// out. No token's gradient is cut off, so it is not an <see cref="IClippingObjective"/>.
/// </remarks>
/// <param name="options">ε_high.</param>
[ImplementationVersion(1)]
public sealed class Cispo(CispoAttribute options) : IPolicyObjective, ICispo
{
    /// <inheritdoc/>
    public double?[] Advantages(RolloutGroup group, IReadOnlyList<double> rewards) => Baselines.OrNone(rewards, Baselines.Standardized);

    /// <inheritdoc/>
    public Tensor Loss(ObjectiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var weights_BT = (batch.Logprobs_BT.detach() - batch.BehaviourLogprobs_BT).exp().clamp_max(1 + options.EpsilonHigh);
        return (weights_BT * batch.Advantages_B.unsqueeze(1) * batch.Logprobs_BT).sum().neg() / batch.Step.Tokens;
    }
}
