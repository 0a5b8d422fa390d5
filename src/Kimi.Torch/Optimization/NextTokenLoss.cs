using Kimi.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Torch.Optimization;

/// <summary>The cross-entropy of the next token: −(1/n) Σ log π(target) over the targets of a batch.</summary>
public static class NextTokenLoss
{
    /// <summary>Collects the gradients of a batch, in as many passes as its tokens need.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="count">n.</param>
    /// <param name="microBatchTokens">The most tokens of a pass, padding included, though at least one row; 0 for all in one.</param>
    /// <returns>The loss.</returns>
    public static BatchResult Backward(Transformer model, TokenBatch batch, long count, int microBatchTokens)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(batch);
        var total = 0.0;
        foreach (var part in batch.Parts(microBatchTokens, model.Config.Vision?.Patches ?? 0))
        {
            using var scope = NewDisposeScope();
            var loss = model.TokenLogprobs(part.Tokens_BT, part.Targets_BT, packing: part.Packing, images: part.Images).sum().neg() / count;

            // Of texts there is none where only what sees is trained.
            if (loss.requires_grad)
                loss.backward();
            total += loss.ToSingle();
        }

        return new(total, batch.Tokens_BT.numel());
    }
}
