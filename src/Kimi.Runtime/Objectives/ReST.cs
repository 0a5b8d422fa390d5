using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>
/// ReST (Gulcehre et al. 2023, the improve step), to ascend: Σ_j w_j ∇log π_θ(y_j), with w_j = 1 for the responses that are fitted and 0 for all others:
/// no negative gradients (paper 3.5).
/// </summary>
/// <remarks>
/// Fitted is, of each prompt, the correct response of the highest reward, of equals the first, or every correct one. The first is any of them: a preference for
/// the shortest would be a length penalty in disguise. Divided by the step's tokens: the mean cross-entropy a token. The original filters a fixed data set by a
/// rising threshold; here the responses are the iteration's own.
/// </remarks>
/// <param name="options">Which responses are fitted.</param>
[ImplementationVersion(2)]
public sealed class ReST(ReSTAttribute options) : IPolicyObjective, IReST
{
    /// <inheritdoc/>
    public double?[] Advantages(RolloutGroup group, IReadOnlyList<double> rewards)
    {
        ArgumentNullException.ThrowIfNull(group);
        var fitted = Enumerable.Range(0, group.Count).Where(index => group[index].IsCorrect);
        if (options.BestOnly)
            fitted = fitted.OrderByDescending(index => rewards[index]).Take(1);
        var advantages = new double?[group.Count];
        foreach (var index in fitted)
            advantages[index] = 1;
        return advantages;
    }

    /// <inheritdoc/>
    public Tensor Loss(ObjectiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return (batch.Advantages_B * batch.Logprobs_BT.sum(1)).sum().neg() / batch.Step.Tokens;
    }
}
