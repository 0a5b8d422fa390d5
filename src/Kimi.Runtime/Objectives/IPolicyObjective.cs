using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>What a policy is optimised for, on tensors.</summary>
public interface IPolicyObjective : IObjective
{
    /// <summary>How much better each response of a group did than the group's baseline.</summary>
    /// <param name="rewards">The rewards of one group, penalties included.</param>
    double[] Advantages(IReadOnlyList<double> rewards);

    /// <summary>The loss to descend, summed over the responses of a batch; the trainer divides by how many a step has.</summary>
    /// <param name="batch">The responses.</param>
    /// <returns>A scalar in the training graph.</returns>
    Tensor Loss(ObjectiveBatch batch);
}

/// <summary>A batch of responses as an objective sees them. float32; positions that are no response token hold 0 in both log-probabilities.</summary>
/// <param name="Logprobs_BT">log π_θ of each response token under the policy in training, in the training graph.</param>
/// <param name="BehaviourLogprobs_BT">log π_i of each response token under the policy that sampled it.</param>
/// <param name="Mask_BT">1 at response tokens, else 0.</param>
/// <param name="Advantages_B">The advantage of each response.</param>
public sealed record ObjectiveBatch(Tensor Logprobs_BT, Tensor BehaviourLogprobs_BT, Tensor Mask_BT, Tensor Advantages_B);
