using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>The clipped surrogate of PPO (Schulman et al. 2017) a token: min(ρ·A, clip(ρ, 1 − ε_low, 1 + ε_high)·A), with ρ = π_θ / π_i.</summary>
internal static class ClippedRatio
{
    /// <summary>The surrogate of each token, to ascend; 0 where none trains.</summary>
    public static Tensor Gain(ObjectiveBatch batch, double epsilonLow, double epsilonHigh)
    {
        var ratios_BT = (batch.Logprobs_BT - batch.BehaviourLogprobs_BT).exp();
        var advantages_B1 = batch.Advantages_B.unsqueeze(1);
        return minimum(ratios_BT * advantages_B1, ratios_BT.clamp(1 - epsilonLow, 1 + epsilonHigh) * advantages_B1) * batch.Mask_BT;
    }
}
