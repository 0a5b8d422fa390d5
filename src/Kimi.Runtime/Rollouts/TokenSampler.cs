using static TorchSharp.torch;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// Samples next tokens on the device by the inverse of the cumulative distribution: token = #{v : F(v) ≤ u·F(V)}, u uniform in [0, 1).
/// </summary>
/// <remarks>u comes from each rollout's own random stream, so a batch's other rows do not touch a row's randomness.</remarks>
internal static class TokenSampler
{
    /// <summary>Samples one token a row.</summary>
    /// <param name="logits_BV">float32 logits.</param>
    /// <param name="uniforms_B">One uniform number a row.</param>
    /// <param name="temperature">The temperature, or 0 for the most likely token.</param>
    /// <returns>tokens_B, 64-bit, and logprobs_B under the distribution sampled from (at temperature 1 where it is 0).</returns>
    public static (Tensor Tokens_B, Tensor Logprobs_B) Sample(Tensor logits_BV, float[] uniforms_B, double temperature)
    {
        using var scope = NewDisposeScope();
        var logprobs_BV = (temperature is 0 or 1 ? logits_BV : logits_BV / temperature).log_softmax(-1);
        var tokens_B = temperature == 0 ? logprobs_BV.argmax(-1) : Draw(logprobs_BV, uniforms_B);
        var logprobs_B = logprobs_BV.gather(1, tokens_B.unsqueeze(1)).squeeze(1);
        return (tokens_B.MoveToOuterDisposeScope(), logprobs_B.MoveToOuterDisposeScope());
    }

    private static Tensor Draw(Tensor logprobs_BV, float[] uniforms_B)
    {
        var cumulative_BV = logprobs_BV.exp().cumsum(-1);
        var vocabulary = cumulative_BV.size(1);
        var threshold_B1 = tensor(uniforms_B, device: logprobs_BV.device).unsqueeze(1) * cumulative_BV.narrow(1, vocabulary - 1, 1);
        return cumulative_BV.le(threshold_B1).sum(-1, type: ScalarType.Int64).clamp_(max: vocabulary - 1);
    }
}
