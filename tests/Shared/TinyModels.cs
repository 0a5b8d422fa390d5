using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Tests;

/// <summary>Models small enough to check number by number, with norms that are not all one.</summary>
internal static class TinyModels
{
    // A head width of 20 is no multiple of a vector's length, so kernels meet their remainders.
    internal static TransformerConfig Qwen { get; } = new()
    {
        HiddenSize = 28,
        IntermediateSize = 44,
        NumHiddenLayers = 2,
        NumAttentionHeads = 6,
        NumKeyValueHeads = 2,
        HeadDim = 20,
        VocabSize = 19,
        MaxPositionEmbeddings = 64,
        TieWordEmbeddings = false,
    };

    internal static TransformerConfig TiedLlama { get; } = Qwen with { ModelType = "llama", HeadDim = 64, TieWordEmbeddings = true, RopeTheta = 500 };

    // Patches of 4 leave a margin of 2 pixels that is not seen; the last block is not used.
    internal static TransformerConfig Llava { get; } = Qwen with
    {
        Vision = new()
        {
            ImageSize = 14,
            PatchSize = 4,
            HiddenSize = 12,
            IntermediateSize = 20,
            NumHiddenLayers = 3,
            NumAttentionHeads = 3,
            FeatureLayer = -2,
            ImageTokenId = 18,
        },
    };

    // Stretched from a context of 16 tokens, so that sequences of the tests reach beyond it.
    private static readonly Dictionary<string, TransformerConfig> s_kinds = new()
    {
        ["qwen3"] = Qwen,
        ["llama"] = TiedLlama,
        ["qwen2"] = Qwen with { ModelType = "qwen2" },
        ["qwen3 with biases"] = Qwen with { AttentionBias = true },
        ["llama with biases"] = TiedLlama with { AttentionBias = true, MlpBias = true },
        ["linear"] = TiedLlama with { RopeScaling = new RotaryScaling.Linear(4) },
        ["llama3"] = TiedLlama with { RopeScaling = new RotaryScaling.Llama3(8, 1, 4, 16) },
        ["yarn"] = Qwen with { RopeScaling = new RotaryScaling.Yarn(4, 16) { BetaFast = 4 } },
        ["yarn, not truncated"] = Qwen with
        {
            RopeScaling = new RotaryScaling.Yarn(2, 16) { Truncate = false, BetaFast = 2, BetaSlow = 0.5, AttentionFactor = 0.9 },
        },
    };

    internal static IEnumerable<string> Kinds => s_kinds.Keys;

    internal static TransformerConfig OfKind(string kind) => s_kinds[kind];

    internal static Transformer Create(TransformerConfig config, int seed = 3)
    {
        var model = Transformer.Initialize(config, (ulong)seed);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        foreach (var parameter in model.NamedParameters.Values)
            parameter.add_(randn(parameter.shape, generator: generator).mul_(0.2f));
        return model;
    }

    internal static Tensor RandomTokens(TransformerConfig config, params long[] shape)
    {
        using var generator = new Generator(11);
        return randint(0, config.VocabSize, shape, dtype: ScalarType.Int64, generator: generator);
    }

    internal static Tensor RandomPixels(VisionConfig config, int images)
    {
        using var generator = new Generator(7);
        return randn([images, VisionConfig.Channels, config.ImageSize, config.ImageSize], generator: generator);
    }

    /// <summary>Each row begins with an image of its own: its patches stand in the places of its first tokens.</summary>
    internal static ImageBatch OneImageARow(VisionConfig config, Tensor tokens_BT)
    {
        var (batch, time, patches) = ((int)tokens_BT.size(0), (int)tokens_BT.size(1), config.Patches);
        tokens_BT.narrow(1, 0, patches).fill_(config.ImageTokenId);
        var places = Enumerable.Range(0, batch).SelectMany(row => Enumerable.Range(0, patches).Select(patch => (long)(row * time) + patch));
        return new(RandomPixels(config, batch), tensor(places.ToArray()), arange(batch * patches));
    }

    internal static double LargestDifference(Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(a.shape, b.shape);
        return (a.detach().to(float64) - b.detach().to(float64)).abs().max().item<double>();
    }

    internal static bool AreEqual(Tensor a, Tensor b)
    {
        Assert.Equal(a.shape, b.shape);
        using var equal = a.eq(b).all();
        return equal.item<bool>();
    }
}
