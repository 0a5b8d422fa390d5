using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>What a policy is optimised for, on tensors.</summary>
public interface IPolicyObjective : IObjective
{
    /// <summary>How much better each response of a group did than the group's baseline.</summary>
    /// <param name="group">The judged responses.</param>
    /// <param name="rewards">Their rewards, penalties included.</param>
    /// <returns>One value a response; null for one that teaches nothing and is left out of the steps.</returns>
    double?[] Advantages(RolloutGroup group, IReadOnlyList<double> rewards);

    /// <summary>The part of a step's loss that a batch of its responses has; the losses of all batches of the step add up to the step's.</summary>
    /// <param name="batch">The responses.</param>
    /// <returns>A scalar in the training graph, to descend.</returns>
    Tensor Loss(ObjectiveBatch batch);
}

/// <summary>A batch of responses as an objective sees them. float32; positions that do not train hold 0 in both log-probabilities.</summary>
/// <param name="Logprobs_BT">log π_θ of each token that trains under the policy in training, in the training graph.</param>
/// <param name="BehaviourLogprobs_BT">
/// log π_i of each such token under the policy that sampled it: as recorded or, with a correction, by the trainer itself.
/// </param>
/// <param name="Mask_BT">1 at tokens that train, else 0.</param>
/// <param name="Advantages_B">The advantage of each response.</param>
/// <param name="Step">What the whole step holds.</param>
public sealed record ObjectiveBatch(Tensor Logprobs_BT, Tensor BehaviourLogprobs_BT, Tensor Mask_BT, Tensor Advantages_B, StepTotals Step)
{
    /// <summary>How many tokens of each response train; float32, at least 1.</summary>
    public Tensor Tokens_B => Mask_BT.sum(1);
}

/// <summary>What an optimizer step holds over all its batches: what objectives divide by.</summary>
/// <param name="Responses">Responses.</param>
/// <param name="Tokens">Tokens that train.</param>
public sealed record StepTotals(int Responses, long Tokens)
{
    /// <summary>The most tokens that any response of the stage may have: the same for every step. Default: 1.</summary>
    public int MaxResponseTokens { get; init; } = 1;
}
