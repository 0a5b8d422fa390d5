using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>The images of a batch of tokens, each once, and which of their rows stand in the places of which tokens.</summary>
/// <param name="Pixels_N3HW">The images as a processor makes them, float32.</param>
/// <param name="Places_M">Places in the batch, counted over all rows of tokens, 64-bit.</param>
/// <param name="Patches_M">Which patch stands in each place, counted over all images, 64-bit.</param>
public sealed record ImageBatch(Tensor Pixels_N3HW, Tensor Places_M, Tensor Patches_M);
