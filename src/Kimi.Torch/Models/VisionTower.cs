using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// What a model sees with: a tower of SigLIP without its head (Zhai et al. 2023) and the projector of LLaVA (Liu et al. 2023). Each patch p of an image
/// becomes x = E·p + e + position, goes through the blocks up to the feature layer, and from the tower's width to the text's: P₂·gelu(P₁·x + p₁) + p₂. As in
/// transformers, what the projector takes has not gone through the tower's last norm.
/// </summary>
internal sealed class VisionTower
{
    private readonly VisionConfig _config;
    private readonly ScalarType _type;
    private readonly Tensor _patchEmbedding;
    private readonly Tensor _patchBias;
    private readonly Tensor _positions_PC;
    private readonly VisionBlock[] _blocks;
    private readonly Linear _first;
    private readonly Linear _second;

    /// <summary>Takes up the tensors.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="type">The type in which matrices are multiplied.</param>
    /// <param name="leaf">Gives a parameter by its name, or those that lie with it in one matrix by the name of the first.</param>
    /// <param name="names">What the parameters are called.</param>
    internal VisionTower(VisionConfig config, ScalarType type, Func<string, Tensor> leaf, VisionNames names)
    {
        (_config, _type) = (config, type);
        (_patchEmbedding, _patchBias, _positions_PC) = (leaf(names.PatchEmbedding), leaf(names.PatchBias), leaf(names.PositionEmbedding));
        _blocks = [.. Enumerable.Range(0, config.BlocksUsed).Select(i => new VisionBlock(config, type, leaf, names.Layer(i)))];
        _first = Product(names.Projector1);
        _second = Product(names.Projector2);

        Linear Product(WeightAndBias product) => new(leaf(product.Weight), config.ProjectorBias ? leaf(product.Bias) : null, adapter: null, type);
    }

    /// <summary>What stands in the places of an image's tokens.</summary>
    /// <param name="pixels_N3HW">Images as a processor makes them, of <see cref="VisionConfig.ImageSize"/>.</param>
    /// <returns>rows_NPC, in the text's width.</returns>
    internal Tensor Encode(Tensor pixels_N3HW)
    {
        using var scope = NewDisposeScope();

        // Over the flat weights anew each time, since a view from before training would not be in its graph.
        var embedding = new Linear(_patchEmbedding.view(_config.HiddenSize, _config.PatchWidth), _patchBias, adapter: null, _type);
        var x_NPC = embedding.Apply(Patches(pixels_N3HW)).to(ScalarType.Float32) + _positions_PC.to(ScalarType.Float32);
        foreach (var block in _blocks)
            x_NPC = block.Forward(x_NPC);
        return _second.Apply(_first.Apply(x_NPC).gelu()).to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    // By rows from the top left; what is left at the right and at the bottom is not seen.
    private Tensor Patches(Tensor pixels_N3HW)
    {
        var (side, size) = (_config.ImageSize / _config.PatchSize, _config.PatchSize);
        return pixels_N3HW.narrow(2, 0, side * size).narrow(3, 0, side * size)
            .reshape(-1, VisionConfig.Channels, side, size, side, size)
            .permute(0, 2, 4, 1, 3, 5)
            .reshape(-1, _config.Patches, _config.PatchWidth);
    }
}
