using Kimi.Dsl;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// Weights in a safetensors file whose bytes are those of the flat tensor in memory, so that a process maps the file instead of reading it. Its pages are in
/// memory once, however many processes map them, and stay until the last one is done, even if the file is deleted.
/// </summary>
internal static class MappedWeights
{
    // Kernels may add in another order, and so round otherwise, where a matrix begins elsewhere within a cache line. Memory of libtorch begins at one.
    private const int CacheLine = 64;

    /// <summary>Writes weights as they are.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="parameters">The weights.</param>
    public static void Write(string folder, FlatParameters parameters) =>
        Safetensors.Write(PathIn(folder), parameters.Named, (_, tensor) => tensor.dtype, CacheLine);

    /// <summary>Maps weights.</summary>
    /// <param name="folder">What <see cref="Write"/> wrote.</param>
    /// <param name="layout">Where which of them is.</param>
    /// <param name="device">Where they go; anywhere but on the CPU they are copied.</param>
    /// <exception cref="KimiException">The file is missing, or was not written for this layout.</exception>
    public static FlatParameters Map(string folder, ParameterLayout layout, Device device)
    {
        var path = PathIn(folder);
        using var stream = Safetensors.Open(path);
        var stored = SafetensorsHeader.Read(stream, path);
        var (type, start) = (stored[0].Type, stored[0].Start);
        if (start % CacheLine != 0
            || stored.Any(tensor => tensor.Type != type)
            || !stored.Select(tensor => tensor.Name).SequenceEqual(layout.Parts.Select(part => part.Name))
            || !stored.Zip(layout.Parts).All(pair => pair.First.Shape.SequenceEqual(pair.Second.Shape)))
        {
            throw new KimiException($"'{path}' does not hold the weights of its {TransformerConfig.FileName} as they lie in memory: publish them again");
        }

        using var scope = NewDisposeScope();
        // Not shared: what is mapped can then only be read from the file, and pages are still shared until they are written, which nobody does.
        var file = from_file(path, shared: false, size: (start / type.ElementSize()) + layout.Length, dtype: type);
        return new(layout, file.narrow(0, start / type.ElementSize(), layout.Length).to(device).DetachFromDisposeScope());
    }

    private static string PathIn(string folder) => Path.Combine(folder, CheckpointWeights.FileName);
}
