using Kimi.Dsl;
using Kimi.Torch.Images;
using Kimi.Torch.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>What a Hugging Face folder has of a model: its shape, its weights, and perhaps an adapter beside them.</summary>
internal static class CheckpointFolder
{
    /// <summary>Finds out whether a folder can be loaded, without reading its numbers.</summary>
    /// <exception cref="KimiException">A file is missing or does not fit.</exception>
    public static void Check(string folder)
    {
        var config = TransformerConfig.Load(folder);
        CheckpointWeights.Check(new StoredWeights(folder), ParameterLayout.Of(config));
        _ = AdapterFiles.ReadShape(folder);
        Images(folder, config, store: null);
    }

    /// <summary>Reads shape and weights, and tells the types in which these were stored.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the weights go.</param>
    /// <param name="adapt">The configuration to use, made of the one in the folder; of the same weights. Null: that one.</param>
    /// <param name="type">The type that the weights take.</param>
    /// <exception cref="KimiException">A file is missing or does not fit, or the weights do not fit into memory.</exception>
    public static (TransformerConfig Config, FlatParameters Parameters, IReadOnlyDictionary<string, ScalarType> Types) Read(
        string folder, Device device, Func<TransformerConfig, TransformerConfig>? adapt, ScalarType type)
    {
        var config = TransformerConfig.Load(folder);
        config = adapt is null ? config : adapt(config);
        config.Validate();
        var stored = new StoredWeights(folder);
        var layout = ParameterLayout.Of(config);
        CheckpointWeights.Check(stored, layout);
        RefuseBeyondMemory(layout.Length * type.ElementSize(), folder, device);
        LibTorch.Load();
        var parameters = new FlatParameters(layout, device, type);
        try
        {
            return (config, parameters, CheckpointWeights.Load(stored, parameters));
        }
        catch
        {
            parameters.Dispose();
            throw;
        }
    }

    /// <summary>What shows images to a model; null for a model of text alone.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="config">The model's shape.</param>
    /// <param name="store">Has the images.</param>
    /// <exception cref="KimiException">The model sees, and the folder has no processor of images, or one that is not supported.</exception>
    public static PolicyImages? Images(string folder, TransformerConfig config, IImageStore? store) =>
        config.Vision is { } vision ? new(ImageProcessor.Load(folder, vision.ImageSize), vision, store) : null;

    /// <summary>Reads the adapter beside the weights; null if there is none.</summary>
    /// <exception cref="KimiException">It is broken, or of a kind that is not supported.</exception>
    public static LowRankAdapter? Adapter(string folder, TransformerConfig config, Device device)
    {
        if (AdapterFiles.ReadShape(folder) is not { } shape)
            return null;
        var adapter = LowRankAdapter.Empty(shape, config, device);
        try
        {
            AdapterFiles.Read(folder, adapter);
            return adapter;
        }
        catch
        {
            adapter.Dispose();
            throw;
        }
    }

    private static void RefuseBeyondMemory(long bytes, string folder, Device device)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (device.type == DeviceType.CPU && bytes > memory)
        {
            throw new KimiException(
                $"the weights in '{folder}' take {bytes / 1e9:0.0} GB and this process may use {memory / 1e9:0.0}: use a machine with more memory, "
                + "or a smaller model");
        }
    }
}
