using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>Where several texts lie in each row of a batch: each has positions of its own, from 0, and attends to itself alone.</summary>
/// <param name="Positions_BT">The position of each token within its text, 64-bit.</param>
/// <param name="Mask_B1TT">Whether a token (third axis) attends to another (fourth axis).</param>
public sealed record Packing(Tensor Positions_BT, Tensor Mask_B1TT)
{
    /// <summary>The packing of texts that follow each other in the rows of a batch, in the present dispose scope.</summary>
    /// <param name="texts_BT">Which text of its row a token belongs to.</param>
    /// <param name="positions_BT">The position of each token within its text.</param>
    /// <param name="device">Where the model is.</param>
    public static Packing Of(long[,] texts_BT, long[,] positions_BT, Device device)
    {
        ArgumentNullException.ThrowIfNull(texts_BT);
        var time = texts_BT.GetLength(1);
        var texts = tensor(texts_BT, device: device);
        var mask_BTT = texts.unsqueeze(2).eq(texts.unsqueeze(1)).logical_and(ones(time, time, ScalarType.Bool, device).tril());
        return new(tensor(positions_BT, device: device), mask_BTT.unsqueeze(1));
    }
}
