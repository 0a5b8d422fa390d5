using System.Buffers.Binary;
using System.Text.Json;
using Kimi.Dsl;
using Kimi.Torch.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// Reads and writes safetensors files: eight bytes with the header's length (little endian), a JSON header
/// <c>{name: {dtype, shape, data_offsets}}</c>, then the bytes of all tensors.
/// </summary>
public static class Safetensors
{
    private const int UsualAlignment = 8;
    private const int ChunkSize = 1 << 24;

    /// <summary>Reads all tensors of a file, in their stored types, on the CPU.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors by name; the caller disposes them.</returns>
    /// <exception cref="KimiException">The file is missing, cut short or not in the format.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        using var stream = Open(path);
        var tensors = new Dictionary<string, Tensor>();
        using var scope = NewDisposeScope();
        foreach (var stored in SafetensorsHeader.Read(stream, path))
        {
            var tensor = empty(stored.Shape, stored.Type);
            using var flat = tensor.view(-1);
            stream.Position = stored.Start;
            foreach (var (start, count) in Chunks(stored))
            {
                using var chunk = flat.narrow(0, start, count);
                stream.ReadExactly(chunk.bytes);
            }

            tensors.Add(stored.Name, tensor);
        }

        foreach (var tensor in tensors.Values)
            tensor.DetachFromDisposeScope();
        return tensors;
    }

    /// <summary>Writes tensors to one file, which appears under its name only when it is complete and on the disk.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors by name.</param>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors) => Write(path, tensors, (_, tensor) => tensor.dtype);

    /// <summary>Writes tensors to one file, each in a type of its own.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors by name.</param>
    /// <param name="typeOf">The type in which a tensor is written.</param>
    /// <param name="alignment">What the place of the first tensor's first byte is a multiple of.</param>
    internal static void Write(
        string path, IReadOnlyDictionary<string, Tensor> tensors, Func<string, Tensor, ScalarType> typeOf, int alignment = UsualAlignment)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var header = BuildHeader(path, tensors, typeOf, alignment);
        DurableFiles.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[SafetensorsHeader.LengthSize];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var (name, tensor) in tensors)
                WriteFrom(stream, tensor, typeOf(name, tensor));
        });
    }

    /// <summary>Opens a file of weights.</summary>
    /// <exception cref="KimiException">It is missing, or no plain file, or a link whose target is gone.</exception>
    internal static FileStream Open(string path)
    {
        var file = new FileInfo(path);
        if (FileStatus.Of(path) is not { } status)
        {
            throw new KimiException(file.LinkTarget is { } target
                ? $"'{path}' is a link to '{target}', which is not there: copy or download the file itself"
                : $"there is no file '{path}': give a checkpoint folder with its safetensors files");
        }

        if (!status.IsRegular)
            throw new KimiException($"'{path}' is no plain file: give a checkpoint folder with its safetensors files");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KimiException($"'{path}' cannot be read ({exception.Message.TrimEnd('.')}): see to its permissions or copy it again", exception);
        }
    }

    /// <summary>Portions of a tensor's numbers that are read at a time.</summary>
    internal static IEnumerable<(long Start, long Count)> Chunks(StoredTensor stored)
    {
        var step = ChunkSize / stored.Type.ElementSize();
        for (var start = 0L; start < stored.Count; start += step)
            yield return (start, Math.Min(step, stored.Count - start));
    }

    private static byte[] BuildHeader(
        string path, IReadOnlyDictionary<string, Tensor> tensors, Func<string, Tensor, ScalarType> typeOf, int alignment)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafetensorsHeader.MetadataKey);
            json.WriteString("format", "pt");
            json.WriteEndObject();
            var offset = 0L;
            foreach (var (name, tensor) in tensors)
            {
                var type = Array.Find(SafetensorsHeader.Types, known => known.Type == typeOf(name, tensor));
                if (type.Name is null)
                    throw new KimiException($"tensor '{name}' of type {tensor.dtype} cannot be written to '{path}': convert it to float32");
                json.WriteStartObject(name);
                json.WriteString("dtype", type.Name);
                WriteNumbers(json, "shape", tensor.shape);
                var end = offset + (tensor.numel() * type.Type.ElementSize());
                WriteNumbers(json, "data_offsets", [offset, end]);
                json.WriteEndObject();
                offset = end;
            }

            json.WriteEndObject();
        }

        // Readers map the file into memory and expect the tensors to be aligned there.
        while ((SafetensorsHeader.LengthSize + buffer.Length) % alignment != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, long[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static void WriteFrom(FileStream stream, Tensor tensor, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var flat = tensor.detach().cpu().contiguous().view(-1);
        var step = ChunkSize / flat.element_size();
        for (var start = 0L; start < flat.numel(); start += step)
        {
            using var chunk = flat.narrow(0, start, Math.Min(step, flat.numel() - start)).to(type);
            stream.Write(chunk.bytes);
        }
    }
}
