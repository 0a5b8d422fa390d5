using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Kimi.Dsl;
using Kimi.Torch.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// The tensors in a checkpoint folder: of <c>model.safetensors</c>, or of the shards that <c>model.safetensors.index.json</c> names. Only their headers are
/// read until a tensor is asked for.
/// </summary>
internal sealed class StoredWeights
{
    private const string SingleFile = "model.safetensors";
    private const string IndexFile = "model.safetensors.index.json";

    private readonly Dictionary<string, (StoredTensor Tensor, string Path)> _tensors = [];

    /// <summary>Reads what a folder has.</summary>
    /// <param name="folder">The checkpoint folder.</param>
    /// <exception cref="KimiException">A file is missing, cut short or not in the format, or a tensor is in two of them.</exception>
    public StoredWeights(string folder)
        : this(folder, Places(folder))
    {
    }

    private StoredWeights(string folder, Dictionary<string, string>? places, params IEnumerable<string> files)
    {
        Folder = folder;
        foreach (var path in files.Concat(places?.Values.Distinct() ?? []).DefaultIfEmpty(Path.Combine(folder, SingleFile)))
        {
            using var stream = Safetensors.Open(path);
            foreach (var tensor in SafetensorsHeader.Read(stream, path))
            {
                if (!_tensors.TryAdd(tensor.Name, (tensor, path)))
                    throw new KimiException($"tensor '{tensor.Name}' is in '{_tensors[tensor.Name].Path}' and in '{path}': remove one of them");
            }
        }

        foreach (var (name, path) in places ?? [])
        {
            if (!_tensors.TryGetValue(name, out var found) || found.Path != path)
                throw new KimiException($"{IndexFile} says that tensor '{name}' is in '{path}', and it is not: copy or download the files again");
        }
    }

    /// <summary>Reads what a single file has.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="KimiException">It is missing, cut short or not in the format.</exception>
    public static StoredWeights Of(string path) => new(Path.GetDirectoryName(path)!, null, path);

    /// <summary>What the parameters of a model that sees are called in a folder.</summary>
    /// <param name="folder">The checkpoint folder.</param>
    /// <exception cref="KimiException">A file is missing, cut short or not in the format.</exception>
    public static LlavaSpelling SpellingIn(string folder) =>
        new StoredWeights(folder).Find(ParameterNames.Of(LlavaSpelling.ModelFirst).Embedding) is null
            ? LlavaSpelling.LanguageModelFirst
            : LlavaSpelling.ModelFirst;

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The names of all tensors.</summary>
    public IEnumerable<string> Names => _tensors.Keys;

    /// <summary>A tensor; null if there is none of the name.</summary>
    public StoredTensor? Find(string name) => _tensors.TryGetValue(name, out var found) ? found.Tensor : null;

    /// <summary>Where a tensor is.</summary>
    public string PathOf(string name) => _tensors[name].Path;

    /// <summary>Fills a contiguous tensor of the same shape; numbers of another type are converted.</summary>
    /// <exception cref="KimiException">A value is NaN or infinite.</exception>
    public void Read(string name, Tensor destination)
    {
        var (stored, path) = _tensors[name];
        using var scope = NewDisposeScope();
        using var stream = Safetensors.Open(path);
        stream.Position = stored.Start;
        var flat = destination.view(-1);
        var isDirect = destination.dtype == stored.Type && destination.device_type == DeviceType.CPU;
        Tensor? buffer = null;
        foreach (var (start, count) in Safetensors.Chunks(stored))
        {
            var target = flat.narrow(0, start, count);
            buffer ??= isDirect ? null : empty(count, stored.Type);
            var chunk = buffer?.narrow(0, 0, count) ?? target;
            stream.ReadExactly(chunk.bytes);
            RefuseNonFinite(chunk.bytes, stored, path);
            if (buffer is not null)
                target.copy_(chunk);
            target.Dispose();
        }
    }

    /// <summary>Whether two tensors are the same byte for byte.</summary>
    public bool AreEqual(string name, string other)
    {
        var ((first, firstPath), (second, secondPath)) = (_tensors[name], _tensors[other]);
        if (first.Type != second.Type || !first.Shape.SequenceEqual(second.Shape))
            return false;
        using var firstStream = Safetensors.Open(firstPath);
        using var secondStream = Safetensors.Open(secondPath);
        (firstStream.Position, secondStream.Position) = (first.Start, second.Start);
        var (firstBytes, secondBytes) = (new byte[1 << 20], new byte[1 << 20]);
        for (var left = first.Bytes; left > 0; left -= firstBytes.Length)
        {
            var length = (int)Math.Min(left, firstBytes.Length);
            firstStream.ReadExactly(firstBytes, 0, length);
            secondStream.ReadExactly(secondBytes, 0, length);
            if (!firstBytes.AsSpan(0, length).SequenceEqual(secondBytes.AsSpan(0, length)))
                return false;
        }

        return true;
    }

    // Which file each tensor is in, as the index says; null without one.
    private static Dictionary<string, string>? Places(string folder)
    {
        var index = Path.Combine(folder, IndexFile);
        if (new FileInfo(Path.Combine(folder, SingleFile)) is { Exists: true } or { LinkTarget: not null } || !File.Exists(index))
            return null;
        using var json = JsonPlace.Parse(SmallFile.Read(index), index);
        return new JsonPlace(json.RootElement, index, "")["weight_map"].Fields
            .ToDictionary(field => field.Name, field => Path.Combine(folder, Shard(field.Value)));
    }

    private static string Shard(JsonPlace place)
    {
        var name = place.Element.ValueKind == JsonValueKind.Null ? throw place.Failure("names no file") : place.Text;
        return name.Length > 0 && Path.GetFileName(name) == name && name is not ("." or "..") ? name : throw place.Failure("names no file of the folder");
    }

    // Values whose exponent has only ones are NaN or infinite.
    private static void RefuseNonFinite(ReadOnlySpan<byte> bytes, StoredTensor stored, string path)
    {
        var isBad = stored.Type switch
        {
            ScalarType.Float32 => HasAll(MemoryMarshal.Cast<byte, uint>(bytes), 0x7F80_0000u),
            ScalarType.BFloat16 => HasAll<ushort>(MemoryMarshal.Cast<byte, ushort>(bytes), 0x7F80),
            ScalarType.Float16 => HasAll<ushort>(MemoryMarshal.Cast<byte, ushort>(bytes), 0x7C00),
            _ => false,
        };
        if (isBad)
            throw new KimiException($"tensor '{stored.Name}' in '{path}' has values that are NaN or infinite: copy or download it again, or train it anew");
    }

    private static bool HasAll<T>(ReadOnlySpan<T> numbers, T mask)
        where T : unmanaged, IBinaryInteger<T>
    {
        var masks = new Vector<T>(mask);
        var i = 0;
        for (; i <= numbers.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            if (Vector.EqualsAny(new Vector<T>(numbers[i..]) & masks, masks))
                return true;
        }

        for (; i < numbers.Length; i++)
        {
            if ((numbers[i] & mask) == mask)
                return true;
        }

        return false;
    }
}
