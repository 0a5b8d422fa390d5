using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Benchmarks.LlamaCpp;

/// <summary>A model under the names that llama.cpp has for settings and weights.</summary>
internal static class LlamaWeightsFile
{
    /// <summary>The file.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="weights">Its weights by the names that a Hugging Face folder has for them.</param>
    /// <param name="precision">The type of its matrices; vectors are float32 in any case, as llama.cpp's converter writes them.</param>
    internal static GgufFile Of(TransformerConfig config, IReadOnlyDictionary<string, Tensor> weights, Precision precision)
    {
        var file = new GgufFile();
        var family = config.ModelType;
        file.Set("general.architecture", family);
        file.Set($"{family}.vocab_size", config.VocabSize);
        file.Set($"{family}.context_length", config.MaxPositionEmbeddings);
        file.Set($"{family}.embedding_length", config.HiddenSize);
        file.Set($"{family}.block_count", config.NumHiddenLayers);
        file.Set($"{family}.feed_forward_length", config.IntermediateSize);
        file.Set($"{family}.attention.head_count", config.NumAttentionHeads);
        file.Set($"{family}.attention.head_count_kv", config.KeyValueHeads);
        file.Set($"{family}.attention.layer_norm_rms_epsilon", config.RmsNormEps);
        file.Set($"{family}.rope.freq_base", config.RopeTheta);
        file.Set($"{family}.rope.dimension_count", config.HeadWidth);
        file.Set("tokenizer.ggml.model", "no_vocab");
        foreach (var (name, theirs, heads) in Names(config).Where(entry => weights.ContainsKey(entry.Name)))
        {
            var tensor = heads is { } count && family == "llama" ? Interleaved(weights[name], count) : weights[name];
            file.Add(theirs, tensor, tensor.dim() == 1 ? ScalarType.Float32 : precision.MatrixType());
        }

        return file;
    }

    // Rotary embedding turns the first half of a head against the second; llama.cpp, for this family, turns neighbours.
    private static Tensor Interleaved(Tensor weight, int heads) =>
        weight.view(heads, 2, -1, weight.size(1)).transpose(1, 2).reshape(weight.shape);

    // Heads are given of matrices whose output is rotated.
    private static IEnumerable<(string Name, string Theirs, int? Heads)> Names(TransformerConfig config)
    {
        yield return (config.Names.Embedding, "token_embd.weight", null);
        yield return (config.Names.FinalNorm, "output_norm.weight", null);
        for (var i = 0; i < config.NumHiddenLayers; i++)
        {
            var (ours, theirs) = (config.Names.Layer(i), $"blk.{i}");
            yield return (ours.InputNorm, $"{theirs}.attn_norm.weight", null);
            yield return (ours.Query, $"{theirs}.attn_q.weight", config.NumAttentionHeads);
            yield return (ours.Key, $"{theirs}.attn_k.weight", config.KeyValueHeads);
            yield return (ours.Value, $"{theirs}.attn_v.weight", null);
            yield return (ours.QueryBias, $"{theirs}.attn_q.bias", null);
            yield return (ours.KeyBias, $"{theirs}.attn_k.bias", null);
            yield return (ours.ValueBias, $"{theirs}.attn_v.bias", null);
            yield return (ours.Output, $"{theirs}.attn_output.weight", null);
            yield return (ours.FeedForwardNorm, $"{theirs}.ffn_norm.weight", null);
            yield return (ours.Gate, $"{theirs}.ffn_gate.weight", null);
            yield return (ours.Up, $"{theirs}.ffn_up.weight", null);
            yield return (ours.Down, $"{theirs}.ffn_down.weight", null);
        }
    }
}
