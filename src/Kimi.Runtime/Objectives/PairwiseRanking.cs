using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>
/// The pairwise loss of a classic reward model (Ouyang et al. 2022, InstructGPT, equation 1; paper 2.3.5), to descend for each pair of responses:
/// −log σ(s_correct − s_wrong).
/// </summary>
/// <remarks>InstructGPT ranks 4 to 9 responses a prompt and averages over their pairs; here a prompt's responses come as pairs.</remarks>
internal static class PairwiseRanking
{
    /// <summary>The loss of each pair.</summary>
    /// <param name="correct_B">Scores of the correct responses, in the training graph.</param>
    /// <param name="wrong_B">Scores of the wrong responses, in the training graph.</param>
    public static Tensor Losses(Tensor correct_B, Tensor wrong_B) => nn.functional.softplus(wrong_B - correct_B);
}
