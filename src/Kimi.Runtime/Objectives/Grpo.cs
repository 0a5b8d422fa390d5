using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>
/// GRPO (Shao et al. 2024, equation 3), to ascend: (1/G) Σ_j (1/|y_j|) Σ_t [ min(ρ_t A_j, clip(ρ_t, 1 − ε, 1 + ε) A_j) − β (e^(−Δ_t) + Δ_t − 1) ], with
/// A_j = (r_j − mean r) / std r, Δ_t = log π_θ/π_ref and ρ_t = π_θ/π_i.
/// </summary>
/// <remarks>
/// π_ref is the policy that sampled, π_i, as it is for mirror descent, where the original keeps the initial policy. Divided by each response's tokens,
/// then by the step's responses. A group whose rewards are all equal is left out.
/// </remarks>
/// <param name="options">ε and β.</param>
[ImplementationVersion(1)]
public sealed class Grpo(GrpoAttribute options) : IClippingObjective, IGrpo
{
    /// <inheritdoc/>
    public double?[] Advantages(RolloutGroup group, IReadOnlyList<double> rewards) => Baselines.OrNone(rewards, Baselines.Standardized);

    /// <inheritdoc/>
    public Tensor Loss(ObjectiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var logratios_BT = batch.Logprobs_BT - batch.BehaviourLogprobs_BT;
        var divergence_BT = (logratios_BT.neg().exp() + logratios_BT - 1) * batch.Mask_BT;
        var gain_BT = ClippedRatio.Gain(batch, options.Epsilon, options.Epsilon) - options.Beta * divergence_BT;
        return (gain_BT.sum(1) / batch.Tokens_B).sum().neg() / batch.Step.Responses;
    }

    /// <inheritdoc/>
    public Tensor Clipped(ObjectiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return ClippedRatio.Clipped(batch, options.Epsilon, options.Epsilon);
    }
}
