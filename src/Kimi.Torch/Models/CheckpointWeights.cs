using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>A model's parameters in a checkpoint folder: every one is there, and nothing that a model of another kind would use.</summary>
internal static class CheckpointWeights
{
    internal const string FileName = "model.safetensors";

    private static readonly ScalarType[] s_types = [ScalarType.Float32, ScalarType.BFloat16, ScalarType.Float16];

    /// <summary>
    /// Writes the parameters: in the types in which they were read, if that loses nothing, since nothing was trained; else all as float32.
    /// </summary>
    /// <param name="folder">The checkpoint folder.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="read">The types in which they were read.</param>
    /// <returns>The type of most numbers that were written.</returns>
    internal static ScalarType Save(string folder, FlatParameters parameters, IReadOnlyDictionary<string, ScalarType> read)
    {
        var isAsRead = parameters.Named.All(entry => !read.TryGetValue(entry.Key, out var type) || IsExact(entry.Value, type));
        Safetensors.Write(Path.Combine(folder, FileName), parameters.Named, TypeOf);
        return parameters.Named.GroupBy(entry => TypeOf(entry.Key, entry.Value)).MaxBy(group => group.Sum(entry => entry.Value.numel()))!.Key;

        ScalarType TypeOf(string name, Tensor tensor) => isAsRead && read.TryGetValue(name, out var type) ? type : tensor.dtype;
    }

    /// <summary>
    /// Compares what is stored with what a model has, before memory is taken for it: every parameter is stored in its shape as floating-point numbers, and
    /// nothing else is.
    /// </summary>
    /// <exception cref="KimiException">Something is missing, of another shape or type, or would not be used.</exception>
    internal static void Check(StoredWeights stored, ParameterLayout layout) =>
        Check(stored, layout.Parts.ToDictionary(part => part.Name, part => part.Shape), TransformerConfig.FileName);

    /// <summary>The same for any parameters, by names and shapes, that follow from a file of settings.</summary>
    /// <exception cref="KimiException">Something is missing, of another shape or type, or would not be used.</exception>
    internal static void Check(StoredWeights stored, IReadOnlyDictionary<string, long[]> parts, string settings)
    {
        foreach (var (name, shape) in parts)
        {
            if (stored.Find(name) is not { } tensor)
            {
                var others = parts.Keys.Count(part => stored.Find(part) is null) - 1;
                throw new KimiException(
                    $"tensor '{name}' is missing in '{stored.Folder}'{(others > 0 ? $", and so are {others} others of {parts.Count}" : "")}: "
                    + $"use the {settings} that belongs to these weights");
            }

            if (!tensor.Shape.SequenceEqual(shape))
            {
                throw new KimiException(
                    $"tensor '{name}' in '{stored.PathOf(name)}' has shape {Shapes.Text(tensor.Shape)} where {settings} asks for "
                    + $"{Shapes.Text(shape)}: use the {settings} that belongs to these weights");
            }

            if (!s_types.Contains(tensor.Type))
            {
                throw new KimiException(
                    $"tensor '{name}' in '{stored.PathOf(name)}' holds {tensor.Type} numbers, and weights are F32, BF16 or F16: "
                    + "use the checkpoint that is not quantized");
            }
        }

        foreach (var name in stored.Names.Where(name => !parts.ContainsKey(name) && !IsNeedless(name)).Order(StringComparer.Ordinal))
        {
            var embedding = ParameterNames.IsHead(name) ? parts.Keys.FirstOrDefault(ParameterNames.IsEmbedding) : null;
            if (embedding is null)
            {
                throw new KimiException(
                    $"tensor '{name}' in '{stored.PathOf(name)}' is not used by the model that {settings} describes: "
                    + $"use the {settings} that belongs to these weights");
            }

            if (!stored.AreEqual(name, embedding))
            {
                throw new KimiException(
                    $"tensor '{name}' in '{stored.PathOf(name)}' differs from the embedding, which is used in its place where tie_word_embeddings is true: "
                    + $"set tie_word_embeddings to false in {settings}, or remove the tensor");
            }
        }
    }

    /// <summary>Fills a model's parameters, and tells the types in which they were stored.</summary>
    /// <exception cref="KimiException">They are not all stored in their shapes, or a value is NaN or infinite.</exception>
    internal static IReadOnlyDictionary<string, ScalarType> Load(StoredWeights stored, FlatParameters parameters)
    {
        using var noGradient = no_grad();
        foreach (var (name, parameter) in parameters.Named)
            stored.Read(name, parameter);
        return parameters.Named.Keys.ToDictionary(name => name, name => stored.Find(name)!.Type);
    }

    // Old checkpoints of Llama store what follows from the configuration.
    private static bool IsNeedless(string name) => name.EndsWith(".self_attn.rotary_emb.inv_freq", StringComparison.Ordinal);

    private static bool IsExact(Tensor tensor, ScalarType type)
    {
        if (tensor.dtype == type)
            return true;
        using var scope = NewDisposeScope();
        return tensor.to(type).to(tensor.dtype).eq(tensor).all().item<bool>();
    }
}
