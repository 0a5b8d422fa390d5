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
    private const int LengthSize = 8;
    private const int Alignment = 8;
    private const string MetadataKey = "__metadata__";
    private const int ChunkSize = 1 << 24;

    private static readonly (string Name, ScalarType Type)[] s_types =
    [
        ("F32", ScalarType.Float32), ("BF16", ScalarType.BFloat16), ("F16", ScalarType.Float16), ("F64", ScalarType.Float64),
        ("I64", ScalarType.Int64), ("I32", ScalarType.Int32), ("U8", ScalarType.Byte), ("BOOL", ScalarType.Bool),
    ];

    /// <summary>Reads all tensors of a file, in their stored types, on the CPU.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors by name; the caller disposes them.</returns>
    /// <exception cref="KimiException">The file is missing, cut short or not in the format.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        using var stream = Open(path);
        var tensors = new Dictionary<string, Tensor>();
        using var scope = NewDisposeScope();
        foreach (var (name, entry) in ReadHeader(stream, path))
        {
            var tensor = empty(entry.Shape, entry.Type);
            stream.Position = entry.Start;
            ReadInto(stream, tensor);
            tensors.Add(name, tensor);
        }

        foreach (var tensor in tensors.Values)
            tensor.DetachFromDisposeScope();
        return tensors;
    }

    /// <summary>Writes tensors to one file, which appears under its name only when it is complete and on the disk.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors by name.</param>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var header = BuildHeader(path, tensors);
        DurableFiles.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[LengthSize];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var tensor in tensors.Values)
                WriteFrom(stream, tensor);
        });
    }

    /// <summary>Where a file's tensors lie, in its own order.</summary>
    internal static IReadOnlyList<(string Name, Entry Entry)> ReadHeader(FileStream stream, string path)
    {
        Span<byte> lengthBytes = stackalloc byte[LengthSize];
        if (stream.Length < LengthSize)
            throw Corrupt(path, "it ends before its header");
        stream.ReadExactly(lengthBytes);
        var length = BinaryPrimitives.ReadInt64LittleEndian(lengthBytes);
        if (length is < 2 or > 100_000_000 || length > stream.Length - LengthSize)
            throw Corrupt(path, $"its header would be {length} bytes long and the file has {stream.Length}");

        var header = new byte[length];
        stream.ReadExactly(header);
        try
        {
            using var json = JsonDocument.Parse(header);
            return json.RootElement.EnumerateObject()
                .Where(property => property.Name != MetadataKey)
                .Select(property => (property.Name, ParseEntry(property, stream.Length, LengthSize + length, path)))
                .ToList();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Corrupt(path, "its header is not the JSON of the format", exception);
        }
    }

    /// <summary>Fills a contiguous CPU tensor with the bytes at the stream's position.</summary>
    internal static void ReadInto(FileStream stream, Tensor tensor)
    {
        var bytesLeft = tensor.numel() * tensor.element_size();
        using var flat = tensor.view(-1);
        for (long start = 0, step = ChunkSize / tensor.element_size(); bytesLeft > 0; start += step)
        {
            using var chunk = flat.narrow(0, start, Math.Min(step, tensor.numel() - start));
            var bytes = chunk.bytes;
            stream.ReadExactly(bytes);
            bytesLeft -= bytes.Length;
        }
    }

    internal static FileStream Open(string path)
    {
        if (!File.Exists(path))
            throw new KimiException($"there is no file '{path}': give a checkpoint folder with its safetensors files");
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
    }

    private static Entry ParseEntry(JsonProperty property, long fileLength, long dataStart, string path)
    {
        var typeName = property.Value.GetProperty("dtype").GetString();
        var type = Array.Find(s_types, known => known.Name == typeName);
        if (type.Name is null)
        {
            throw new KimiException(
                $"tensor '{property.Name}' in '{path}' has type {typeName}: convert it to one of {string.Join(", ", s_types.Select(t => t.Name))}");
        }

        var shape = property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        var offsets = property.Value.GetProperty("data_offsets");
        var (start, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        var expected = shape.Aggregate(1L, (product, size) => product * size) * type.Type.ElementSize();
        if (end - start != expected)
        {
            throw Corrupt(
                path,
                $"tensor '{property.Name}' of shape {Shapes.Text(shape)} and type {typeName} should take {expected} bytes and has {end - start}");
        }

        if (start < 0 || dataStart + end > fileLength)
            throw Corrupt(path, $"tensor '{property.Name}' ends at byte {dataStart + end} and the file has {fileLength}");
        return new Entry(type.Type, shape, dataStart + start);
    }

    private static byte[] BuildHeader(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            json.WriteString("format", "pt");
            json.WriteEndObject();
            var offset = 0L;
            foreach (var (name, tensor) in tensors)
            {
                var type = Array.Find(s_types, known => known.Type == tensor.dtype);
                if (type.Name is null)
                    throw new KimiException($"tensor '{name}' of type {tensor.dtype} cannot be written to '{path}': convert it to float32");
                json.WriteStartObject(name);
                json.WriteString("dtype", type.Name);
                WriteNumbers(json, "shape", tensor.shape);
                var end = offset + (tensor.numel() * tensor.element_size());
                WriteNumbers(json, "data_offsets", [offset, end]);
                json.WriteEndObject();
                offset = end;
            }

            json.WriteEndObject();
        }

        // Readers map the file into memory and expect the tensors to be aligned there.
        while (buffer.Length % Alignment != 0)
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

    private static void WriteFrom(FileStream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var flat = tensor.detach().cpu().contiguous().view(-1);
        var step = ChunkSize / flat.element_size();
        for (var start = 0L; start < flat.numel(); start += step)
        {
            using var chunk = flat.narrow(0, start, Math.Min(step, flat.numel() - start));
            stream.Write(chunk.bytes);
        }
    }

    private static KimiException Corrupt(string path, string wrong, Exception? cause = null)
    {
        var message = $"'{path}' is not a whole safetensors file: {wrong}; copy or download it again";
        return cause is null ? new KimiException(message) : new KimiException(message, cause);
    }

    /// <summary>One tensor's type, shape and first byte in the file.</summary>
    internal sealed record Entry(ScalarType Type, long[] Shape, long Start);
}
