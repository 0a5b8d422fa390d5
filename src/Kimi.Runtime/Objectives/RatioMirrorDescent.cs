using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>
/// Mirror descent as prime-rl has it by default, to ascend: (1 / Σ_j |y_j|) Σ_j Σ_t [ m_t ρ_t A_j − τ Δ_t² ], with A_j = r_j − mean r, ρ_t = π_θ/π_i and Δ_t =
/// log ρ_t. m_t is 0 where A_j &gt; 0 and π_θ − π_i &gt; MaxRise, or A_j &lt; 0 and π_i − π_θ &gt; MaxFall, and else 1.
/// </summary>
/// <remarks>
/// The pull is Kimi K2.5's (arXiv 2602.02276), whose objective is Clip(ρ_t, α, β) A_j − τ Δ_t²: no half before τ. The mask is that of DPPO (arXiv 2602.04879)
/// on the binary total variation, in the place of K2.5's clip. It cuts off the gain of a token, not its pull. prime-rl's A_j is by its default GRPO's without
/// the deviation. A group whose rewards are all equal is left out. Where π_θ = π_i the gradient is that of the other readings of mirror descent.
/// </remarks>
/// <param name="options">τ, MaxRise and MaxFall.</param>
[ImplementationVersion(1)]
public sealed class RatioMirrorDescent(RatioMirrorDescentAttribute options) : IClippingObjective, IRatioMirrorDescent
{
    /// <inheritdoc/>
    public double?[] Advantages(RolloutGroup group, IReadOnlyList<double> rewards) => Baselines.OrNone(rewards, Baselines.LessMean);

    /// <inheritdoc/>
    public Tensor Loss(ObjectiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var logratios_BT = batch.Logprobs_BT - batch.BehaviourLogprobs_BT;
        var gain_BT = logratios_BT.exp() * batch.Advantages_B.unsqueeze(1) * (batch.Mask_BT - Clipped(batch));
        return (gain_BT - options.Tau * logratios_BT.square() * batch.Mask_BT).sum().neg() / batch.Step.Tokens;
    }

    /// <inheritdoc/>
    public Tensor Clipped(ObjectiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var rise_BT = batch.Logprobs_BT.detach().exp() - batch.BehaviourLogprobs_BT.exp();
        var advantages_B1 = batch.Advantages_B.unsqueeze(1);
        var beyond_BT = (advantages_B1.gt(0) & rise_BT.gt(options.MaxRise)) | (advantages_B1.lt(0) & rise_BT.lt(-options.MaxFall));
        return beyond_BT.to(ScalarType.Float32) * batch.Mask_BT;
    }
}
