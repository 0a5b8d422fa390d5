using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Benchmarks.LlamaCpp;

/// <summary>
/// A file of weights as llama.cpp reads them: <c>GGUF</c>, the version, how many tensors and settings there are, the settings, each tensor's name, shape (the
/// innermost axis first), type and place, then the numbers of each, aligned.
/// </summary>
internal sealed class GgufFile
{
    private const uint Version = 3;
    private const int Alignment = 32;

    // Types of settings and of tensors by the numbers that the format has for them.
    private const uint UnsignedInteger = 4;
    private const uint Float = 6;
    private const uint Text = 8;
    private const uint Float32 = 0;
    private const uint BFloat16 = 30;

    private readonly List<Action<BinaryWriter>> _settings = [];
    private readonly List<(string Name, Tensor Tensor, ScalarType Type)> _tensors = [];

    internal void Set(string key, int value) => Set(key, UnsignedInteger, writer => writer.Write((uint)value));

    internal void Set(string key, double value) => Set(key, Float, writer => writer.Write((float)value));

    internal void Set(string key, string value) => Set(key, Text, writer => WriteText(writer, value));

    /// <summary>Adds a tensor, which stays the caller's.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tensor">The numbers.</param>
    /// <param name="type">The type in which they are written: float32 or bfloat16.</param>
    internal void Add(string name, Tensor tensor, ScalarType type) => _tensors.Add((name, tensor, type));

    internal void Write(string path)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write("GGUF"u8);
        writer.Write(Version);
        writer.Write((ulong)_tensors.Count);
        writer.Write((ulong)_settings.Count);
        foreach (var write in _settings)
            write(writer);
        WritePlaces(writer);
        foreach (var (_, tensor, type) in _tensors)
        {
            Align(writer);
            using var stored = tensor.to(type).contiguous();
            writer.Write(stored.bytes);
        }
    }

    private void Set(string key, uint type, Action<BinaryWriter> writeValue) => _settings.Add(writer =>
    {
        WriteText(writer, key);
        writer.Write(type);
        writeValue(writer);
    });

    private void WritePlaces(BinaryWriter writer)
    {
        var place = 0L;
        foreach (var (name, tensor, type) in _tensors)
        {
            WriteText(writer, name);
            writer.Write((uint)tensor.dim());
            foreach (var size in tensor.shape.Reverse())
                writer.Write(size);
            writer.Write(type == ScalarType.BFloat16 ? BFloat16 : Float32);
            writer.Write(place);
            place = RoundUp(place + (tensor.numel() * type.ElementSize()));
        }
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }

    private static void Align(BinaryWriter writer)
    {
        writer.Flush();
        writer.Write(new byte[RoundUp(writer.BaseStream.Position) - writer.BaseStream.Position]);
    }

    private static long RoundUp(long place) => (place + Alignment - 1) / Alignment * Alignment;
}
