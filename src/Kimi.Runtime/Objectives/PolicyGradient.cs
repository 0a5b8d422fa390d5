using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>
/// REINFORCE with a baseline (Williams 1992), to ascend: Σ_j (r_j − b_j) ∇log π_θ(y_j), with b the group's mean or that of the other responses.
/// </summary>
/// <remarks>
/// No importance ratio: it is exact in an iteration's first step and for responses of one segment. Divided by the step's tokens, as mirror descent is, so
/// that the two differ in the pull alone. A group whose rewards are all equal is left out.
/// </remarks>
/// <param name="options">The baseline.</param>
[ImplementationVersion(1)]
public sealed class PolicyGradient(PolicyGradientAttribute options) : IPolicyObjective, IPolicyGradient
{
    /// <inheritdoc/>
    public double?[] Advantages(RolloutGroup group, IReadOnlyList<double> rewards) =>
        Baselines.OrNone(rewards, options.LeaveOneOut ? Baselines.LessOthers : Baselines.LessMean);

    /// <inheritdoc/>
    public Tensor Loss(ObjectiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return (batch.Advantages_B * batch.Logprobs_BT.sum(1)).sum().neg() / batch.Step.Tokens;
    }
}
