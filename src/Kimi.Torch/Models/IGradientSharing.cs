using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>Other processes that take a share of a model's gradients: of the rows of each batch that is scored in the training graph.</summary>
public interface IGradientSharing
{
    /// <summary>How many processes there are, with this one: the last bits of sums depend on it.</summary>
    int Processes { get; }

    /// <summary>What <see cref="Transformer.TokenLogprobs"/> gives; a backward pass reaches the processes that scored the rows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens_BT">Token ids.</param>
    /// <param name="targets_BT">Their targets.</param>
    /// <param name="temperature">The temperature.</param>
    /// <param name="packing">Where several texts lie in a row.</param>
    /// <param name="images">What stands in the places of images; null for none.</param>
    Tensor TokenLogprobs(Transformer model, Tensor tokens_BT, Tensor targets_BT, double temperature, Packing? packing, ImageBatch? images);

    /// <summary>Adds to a model's gradients what the other processes have of them, before anyone reads them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="gradients">Those that this process has.</param>
    void Collect(Transformer model, Tensor gradients);
}
