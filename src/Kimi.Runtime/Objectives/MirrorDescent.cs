using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>
/// Online policy mirror descent (paper 2.3.2, equation 3), to ascend for each problem with k responses from π_i:
/// (1/k) Σ_j [ ∇log π_θ(y_j) (r_j − r̄) − (τ/2) ∇( log π_θ(y_j)/π_i(y_j) )² ].
/// </summary>
/// <remarks>
/// Log-probabilities are of the whole sequence, sums over its tokens: no length normalisation, no division by the rewards' deviation, no
/// clipping, no importance ratio. r̄ is the group's mean, the limit of τ log mean exp(r/τ) for large τ, as the paper does in practice.
/// </remarks>
/// <param name="options">τ.</param>
[ImplementationVersion(1)]
public sealed class MirrorDescent(MirrorDescentAttribute options) : IPolicyObjective, IMirrorDescent
{
    /// <inheritdoc/>
    public double[] Advantages(IReadOnlyList<double> rewards)
    {
        var baseline = rewards.Average();
        return [.. rewards.Select(reward => reward - baseline)];
    }

    /// <inheritdoc/>
    public Tensor Loss(ObjectiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var logprobs_B = batch.Logprobs_BT.sum(1);
        var logratios_B = logprobs_B - batch.BehaviourLogprobs_BT.sum(1);
        return (batch.Advantages_B * logprobs_B - options.Tau / 2 * logratios_B.square()).sum().neg();
    }
}
