using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>The clipped surrogate of PPO (Schulman et al. 2017) a token: min(ρ·A, clip(ρ, 1 − ε_low, 1 + ε_high)·A), with ρ = π_θ / π_i.</summary>
public static class ClippedRatio
{
    /// <summary>The surrogate of each token, to ascend; 0 where none trains.</summary>
    public static Tensor Gain(ObjectiveBatch batch, double epsilonLow, double epsilonHigh)
    {
        var (free_BT, clamped_BT) = Gains(batch, epsilonLow, epsilonHigh);
        return minimum(free_BT, clamped_BT) * batch.Mask_BT;
    }

    /// <summary>1 at tokens that train and whose surrogate is the clamped one, flat in π_θ; else 0.</summary>
    public static Tensor Clipped(ObjectiveBatch batch, double epsilonLow, double epsilonHigh)
    {
        var (free_BT, clamped_BT) = Gains(batch, epsilonLow, epsilonHigh);
        return clamped_BT.lt(free_BT).to(ScalarType.Float32) * batch.Mask_BT;
    }

    private static (Tensor Free_BT, Tensor Clamped_BT) Gains(ObjectiveBatch batch, double epsilonLow, double epsilonHigh)
    {
        var ratios_BT = (batch.Logprobs_BT - batch.BehaviourLogprobs_BT).exp();
        var advantages_B1 = batch.Advantages_B.unsqueeze(1);
        return (ratios_BT * advantages_B1, ratios_BT.clamp(1 - epsilonLow, 1 + epsilonHigh) * advantages_B1);
    }
}
