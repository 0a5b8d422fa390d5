using Kimi.Torch.Models;

namespace Kimi.Benchmarks;

/// <summary>The model that all benchmarks run: about k15-mini's size.</summary>
internal static class BenchmarkModel
{
    /// <summary>Its shape.</summary>
    /// <param name="context">The longest sequence.</param>
    public static TransformerConfig Config(int context = 256) => new()
    {
        HiddenSize = 128,
        NumHiddenLayers = 4,
        NumAttentionHeads = 4,
        NumKeyValueHeads = 2,
        HeadDim = 32,
        IntermediateSize = 344,
        VocabSize = 48,
        MaxPositionEmbeddings = context,
        TieWordEmbeddings = true,
    };
}
