using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>
/// Direct preference optimisation (Rafailov et al. 2023, equation 7; long2short by DPO, paper 2.4), to descend for each pair of responses:
/// −log σ( β [ (log π_θ(chosen) − log π_ref(chosen)) − (log π_θ(rejected) − log π_ref(rejected)) ] ).
/// </summary>
/// <remarks>Log-probabilities are of whole responses, sums over their tokens. The paper gives no β.</remarks>
internal static class DirectPreference
{
    /// <summary>The loss of each pair.</summary>
    /// <param name="chosen_B">log π_θ of the chosen responses, in the training graph.</param>
    /// <param name="rejected_B">log π_θ of the rejected responses, in the training graph.</param>
    /// <param name="referenceChosen_B">log π_ref of the chosen responses.</param>
    /// <param name="referenceRejected_B">log π_ref of the rejected responses.</param>
    /// <param name="beta">β.</param>
    public static Tensor Losses(Tensor chosen_B, Tensor rejected_B, Tensor referenceChosen_B, Tensor referenceRejected_B, double beta) =>
        nn.functional.softplus(-beta * (chosen_B - referenceChosen_B - (rejected_B - referenceRejected_B)));
}
