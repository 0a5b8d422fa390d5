using Kimi.Dsl;
using Kimi.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// Samples next tokens where the logits are, by the inverse of the cumulative distribution: token = #{v : F(v) ≤ u·F(V)}, u uniform in [0, 1), over the tokens
/// that may come next: of softmax(logits / temperature) the k most likely, of those the fewest that together have the probability p, of those the ones
/// at least m times as likely as the most likely.
/// </summary>
/// <remarks>
/// u comes from each rollout's own random stream, so the other rows of a batch do not affect a row's randomness. The recorded log-probabilities are over the
/// whole vocabulary, at the temperature: the trainer computes exactly the same ones.
/// </remarks>
internal static class TokenSampler
{
    /// <summary>Samples one token per row.</summary>
    /// <param name="logits_BV">float32 logits.</param>
    /// <param name="uniforms_B">One uniform number per row.</param>
    /// <param name="sampling">Temperature (0 for the most likely token), k, p and m.</param>
    /// <returns>tokens_B, 64-bit, and logprobs_B at the temperature (at 1 where it is 0).</returns>
    public static (Tensor Tokens_B, Tensor Logprobs_B) Sample(Tensor logits_BV, float[] uniforms_B, SamplingOptions sampling)
    {
        if (logits_BV.HasKernels())
            return SamplingKernel.Run(logits_BV, uniforms_B, sampling);
        using var scope = NewDisposeScope();
        var (tokens_B, logprobs_B) = Composed(logits_BV, uniforms_B, sampling);
        return (tokens_B.MoveToOuterDisposeScope(), logprobs_B.MoveToOuterDisposeScope());
    }

    internal static (Tensor Tokens_B, Tensor Logprobs_B) Composed(Tensor logits_BV, float[] uniforms_B, SamplingOptions sampling)
    {
        var logprobs_BV = (sampling.Temperature is 0 or 1 ? logits_BV : logits_BV / sampling.Temperature).log_softmax(-1);
        var tokens_B = sampling.Temperature == 0 ? logprobs_BV.argmax(-1) : Draw(logprobs_BV.exp(), uniforms_B, sampling);
        var logprobs_B = logprobs_BV.gather(1, tokens_B.unsqueeze(1)).squeeze(1);
        return (tokens_B, logprobs_B);
    }

    private static Tensor Draw(Tensor probabilities_BV, float[] uniforms_B, SamplingOptions sampling)
    {
        if (sampling is { TopK: 0, TopP: 1, MinP: 0 })
            return Invert(probabilities_BV, uniforms_B);
        var (sorted_BV, order_BV) = sort(probabilities_BV, dim: -1, descending: true, stable: true);
        return order_BV.gather(1, Invert(Keep(sorted_BV, sampling), uniforms_B).unsqueeze(1)).squeeze(1);
    }

    // Clears, of probabilities in descending order, those of tokens that may not come next; the most likely one always may.
    private static Tensor Keep(Tensor sorted_BV, SamplingOptions sampling)
    {
        var kept_BV = sorted_BV;
        if (sampling.TopK > 0 && sampling.TopK < kept_BV.size(1))
            kept_BV = kept_BV.narrow(1, 0, sampling.TopK);
        if (sampling.TopP < 1)
        {
            var before_BV = kept_BV.cumsum(-1) - kept_BV;
            kept_BV = kept_BV.masked_fill(before_BV.ge(sampling.TopP * kept_BV.sum(-1, keepdim: true)), 0);
        }

        return sampling.MinP > 0 ? kept_BV.masked_fill(kept_BV.lt(sampling.MinP * kept_BV.narrow(1, 0, 1)), 0) : kept_BV;
    }

    private static Tensor Invert(Tensor weights_BV, float[] uniforms_B)
    {
        var cumulative_BV = weights_BV.cumsum(-1);
        var total_B1 = cumulative_BV.narrow(1, cumulative_BV.size(1) - 1, 1);
        var threshold_B1 = tensor(uniforms_B, device: weights_BV.device).unsqueeze(1) * total_B1;

        // If rounding raises the threshold to the total, the last token with a weight is drawn.
        return cumulative_BV.le(threshold_B1).logical_and_(cumulative_BV.lt(total_B1)).sum(-1, type: ScalarType.Int64);
    }
}
