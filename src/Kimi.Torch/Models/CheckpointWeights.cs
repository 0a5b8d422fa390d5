using System.Text.Json;
using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>The weights in a checkpoint folder: <c>model.safetensors</c>, or the shards that <c>model.safetensors.index.json</c> names.</summary>
internal static class CheckpointWeights
{
    private const string SingleFile = "model.safetensors";
    private const string IndexFile = "model.safetensors.index.json";

    internal static void Save(string folder, FlatParameters parameters) => Safetensors.Write(Path.Combine(folder, SingleFile), parameters.Named);

    /// <summary>Fills a model's parameters; whatever float type is stored, they become float32.</summary>
    internal static void LoadInto(string folder, FlatParameters parameters)
    {
        using var noGradient = no_grad();
        var missing = new HashSet<string>(parameters.Named.Keys);
        foreach (var path in Files(folder))
        {
            using var stream = Safetensors.Open(path);
            foreach (var (name, entry) in Safetensors.ReadHeader(stream, path))
            {
                // A tied output matrix may be stored although the embedding is used; such extra tensors do no harm.
                if (!parameters.Named.TryGetValue(name, out var parameter))
                    continue;
                if (!parameter.shape.SequenceEqual(entry.Shape))
                {
                    throw new KimiException(
                        $"tensor '{name}' in '{path}' has shape {Shapes.Text(entry.Shape)} where {TransformerConfig.FileName} asks for "
                        + $"{Shapes.Text(parameter.shape)}: use the {TransformerConfig.FileName} that belongs to these weights");
                }

                using var stored = empty(entry.Shape, entry.Type);
                stream.Position = entry.Start;
                Safetensors.ReadInto(stream, stored);
                parameter.copy_(stored);
                missing.Remove(name);
            }
        }

        if (missing.Count > 0)
        {
            throw new KimiException(
                $"tensor '{missing.Order(StringComparer.Ordinal).First()}' is missing in '{folder}' ({missing.Count} of {parameters.Named.Count} are): "
                + $"use the {TransformerConfig.FileName} that belongs to these weights");
        }
    }

    private static List<string> Files(string folder)
    {
        var index = Path.Combine(folder, IndexFile);
        if (File.Exists(Path.Combine(folder, SingleFile)) || !File.Exists(index))
            return [Path.Combine(folder, SingleFile)];
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(index));
            return json.RootElement.GetProperty("weight_map").EnumerateObject()
                .Select(entry => Path.Combine(folder, Path.GetFileName(entry.Value.GetString()!)))
                .Distinct()
                .ToList();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new KimiException($"'{index}' is not a safetensors index: copy or download it again", exception);
        }
    }
}
