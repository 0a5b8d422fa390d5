using Kimi.Torch.Files;
using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Benchmarks.LlamaCpp;

/// <summary>
/// A model of a known shape with random weights, as a Hugging Face folder and as llama.cpp's files. The numbers are those that bfloat16 can hold, so that they
/// are the same in each.
/// </summary>
/// <param name="Name">The model's name, for people.</param>
/// <param name="Config">Its shape.</param>
internal sealed record RandomCheckpoint(string Name, TransformerConfig Config)
{
    // Enough for what is measured; the models have more.
    private const int Context = 2048;

    /// <summary>The shapes of SmolLM2-135M and Qwen2.5-0.5B.</summary>
    internal static IReadOnlyList<RandomCheckpoint> All { get; } =
    [
        new("135M", new()
        {
            ModelType = "llama",
            NumHiddenLayers = 30,
            HiddenSize = 576,
            NumAttentionHeads = 9,
            NumKeyValueHeads = 3,
            IntermediateSize = 1536,
            VocabSize = 49_152,
            MaxPositionEmbeddings = Context,
            RmsNormEps = 1e-5,
            RopeTheta = 100_000,
            TieWordEmbeddings = true,
        }),
        new("494M", new()
        {
            ModelType = "qwen2",
            NumHiddenLayers = 24,
            HiddenSize = 896,
            NumAttentionHeads = 14,
            NumKeyValueHeads = 2,
            IntermediateSize = 4864,
            VocabSize = 151_936,
            MaxPositionEmbeddings = Context,
            RopeTheta = 1_000_000,
            TieWordEmbeddings = true,
        }),
    ];

    /// <summary>llama.cpp's file in a folder that <see cref="Make"/> returned.</summary>
    internal static string LlamaFile(string folder, Precision precision) => Path.Combine(folder, $"{precision}.gguf");

    /// <summary>Makes the files, unless they are there.</summary>
    /// <param name="parent">Where the model's folder is, or will be.</param>
    /// <returns>The model's folder.</returns>
    internal string Make(string parent)
    {
        var folder = Path.Combine(parent, Name);
        if (Directory.Exists(folder))
            return folder;
        Directory.CreateDirectory(parent);
        DurableFiles.WriteFolder(folder, unfinished =>
        {
            using var scope = NewDisposeScope();
            _ = manual_seed(1);
            using var transformer = Transformer.Initialize(Config, seed: 1);
            var weights = transformer.NamedParameters.ToDictionary(entry => entry.Key, entry => Telling(entry.Key, entry.Value).to(ScalarType.BFloat16));
            Safetensors.Write(Path.Combine(unfinished, "model.safetensors"), weights);
            Config.Save(unfinished, ScalarType.BFloat16);
            foreach (var precision in Enum.GetValues<Precision>())
                LlamaWeightsFile.Of(Config, weights, precision).Write(LlamaFile(unfinished, precision));
        });
        return folder;
    }

    // Biases of 0, norms of 1, and attention that is all but uniform, would not show whether they are used and how queries are rotated.
    private static Tensor Telling(string name, Tensor initial) =>
        initial.dim() == 1 ? initial + (0.1 * randn_like(initial))
        : name.EndsWith("q_proj.weight", StringComparison.Ordinal) || name.EndsWith("k_proj.weight", StringComparison.Ordinal) ? 2 * initial
        : initial;
}
