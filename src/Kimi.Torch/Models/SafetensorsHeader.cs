using System.Buffers.Binary;
using Kimi.Dsl;
using Kimi.Torch.Files;
using TorchSharp;

namespace Kimi.Torch.Models;

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Start">Its first byte in the file.</param>
/// <param name="Bytes">How many bytes it has.</param>
internal sealed record StoredTensor(string Name, torch.ScalarType Type, long[] Shape, long Start, long Bytes)
{
    /// <summary>How many numbers it has.</summary>
    public long Count => Bytes / Type.ElementSize();
}

/// <summary>
/// The header of a safetensors file, which is checked as a whole before memory is allocated for any tensor: the tensors' bytes fit their shapes, follow each
/// other without a gap or an overlap, and end where the file ends.
/// </summary>
internal static class SafetensorsHeader
{
    /// <summary>The size of the header's length, with which a file begins.</summary>
    public const int LengthSize = 8;

    /// <summary>What is no tensor: notes of the program that wrote the file.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The types there are here, by their names in the format.</summary>
    public static readonly (string Name, torch.ScalarType Type)[] Types =
    [
        ("F32", torch.ScalarType.Float32), ("BF16", torch.ScalarType.BFloat16), ("F16", torch.ScalarType.Float16), ("F64", torch.ScalarType.Float64),
        ("I64", torch.ScalarType.Int64), ("I32", torch.ScalarType.Int32), ("U8", torch.ScalarType.Byte), ("BOOL", torch.ScalarType.Bool),
    ];

    // The limit of the format's own library.
    private const int LargestHeader = 100_000_000;

    /// <summary>Reads the header, in the order of the tensors' bytes.</summary>
    /// <param name="stream">The file, at its start.</param>
    /// <param name="path">Its name, for the message.</param>
    /// <exception cref="KimiException">The file is cut short or not in the format.</exception>
    public static IReadOnlyList<StoredTensor> Read(FileStream stream, string path)
    {
        Span<byte> lengthBytes = stackalloc byte[LengthSize];
        if (stream.Length < LengthSize)
            throw Corrupt(path, "it ends before its header");
        stream.ReadExactly(lengthBytes);
        var length = BinaryPrimitives.ReadInt64LittleEndian(lengthBytes);
        if (length is < 2 or > LargestHeader || length > stream.Length - LengthSize)
            throw Corrupt(path, $"its header would be {(ulong)length} bytes long and the file has {stream.Length}");

        var header = new byte[length];
        stream.ReadExactly(header);
        var file = $"header of {path}";
        using var json = JsonPlace.Parse(header, file);
        var tensors = new List<StoredTensor>();
        foreach (var (name, place) in new JsonPlace(json.RootElement, file, "").Fields)
        {
            if (name != MetadataKey)
                tensors.Add(Parse(name, place, LengthSize + length, path));
            else if (place.Fields.Any(note => note.Value.Text is null))
                throw place.Failure("is no list of texts");
        }

        var ordered = tensors.OrderBy(tensor => tensor.Start).ThenBy(tensor => tensor.Bytes).ToList();
        RefuseGaps(ordered, LengthSize + length, stream.Length, path);
        return ordered;
    }

    private static StoredTensor Parse(string name, JsonPlace place, long dataStart, string path)
    {
        if (place.Fields.Select(field => field.Name).Except(["dtype", "shape", "data_offsets"]).FirstOrDefault() is { } unknown)
            throw place.Failure($"has '{unknown}', which the format does not know");
        var typeName = place["dtype"].Text;
        var type = Array.Find(Types, known => known.Name == typeName);
        if (type.Name is null)
        {
            throw new KimiException(
                $"tensor '{name}' in '{path}' has type {typeName}: convert it to one of {string.Join(", ", Types.Select(t => t.Name))}");
        }

        long[] shape = [.. place["shape"].Items.Select(size => size.LongCount)];
        long[] offsets = [.. place["data_offsets"].Items.Select(offset => offset.LongCount)];
        if (offsets.Length != 2)
            throw place["data_offsets"].Failure($"has {offsets.Length} numbers where the format has two");
        var expected = Product(shape) is { } count && count <= long.MaxValue / type.Type.ElementSize() ? (long?)count * type.Type.ElementSize() : null;
        if (offsets[1] - offsets[0] is var bytes && expected != bytes)
        {
            throw Corrupt(
                path,
                $"tensor '{name}' of shape {Shapes.Text(shape)} and type {typeName} should take "
                + (expected is null ? "more bytes than any file has" : $"{expected} bytes") + $" and has {bytes}");
        }

        return offsets[1] <= long.MaxValue - dataStart
            ? new(name, type.Type, shape, dataStart + offsets[0], bytes)
            : throw Corrupt(path, $"tensor '{name}' ends at byte {offsets[1]} of its data");
    }

    // Null if it, or a part of it, has more than 63 bits.
    private static long? Product(long[] shape)
    {
        var product = 1L;
        foreach (var size in shape.Where(size => size != 0))
        {
            if (product > long.MaxValue / size)
                return null;
            product *= size;
        }

        return shape.Contains(0) ? 0 : product;
    }

    private static void RefuseGaps(List<StoredTensor> tensors, long dataStart, long fileLength, string path)
    {
        var (end, last) = (dataStart, "its header");
        foreach (var tensor in tensors)
        {
            if (tensor.Start + tensor.Bytes > fileLength)
                throw Corrupt(path, $"tensor '{tensor.Name}' ends at byte {tensor.Start + tensor.Bytes} and the file has {fileLength}");
            if (tensor.Start != end)
                throw Corrupt(path, $"tensor '{tensor.Name}' begins at byte {tensor.Start}, but {last} ends at byte {end}");
            (end, last) = (tensor.Start + tensor.Bytes, $"tensor '{tensor.Name}'");
        }

        if (end != fileLength)
            throw Corrupt(path, $"its tensors end at byte {end} and the file has {fileLength}");
    }

    private static KimiException Corrupt(string path, string wrong) =>
        new(JsonPlace.OneLine($"'{path}' is not a whole safetensors file: {wrong}; copy or download it again"));
}
