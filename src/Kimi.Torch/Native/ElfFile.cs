using System.Buffers.Binary;
using System.Text;

namespace Kimi.Torch.Native;

/// <summary>What the dynamic linker reads from a 64-bit little-endian ELF library: which libraries it needs, and its dynamic symbols.</summary>
internal sealed class ElfFile
{
    private const int HeaderSize = 64;
    private const int SectionHeaderSize = 64;
    private const int SymbolSize = 24;
    private const int RelocationSize = 24;
    private const int DynamicEntrySize = 16;
    private const ulong NeededTag = 1;
    private const int MachineOffset = 0x12;

    // The relocation that a call of a function gets, by machine; the dynamic linker fills it at the first call, all others at once.
    private static readonly Dictionary<ushort, uint> s_lazyRelocations = new() { [62] = 7, [183] = 1026 };

    private readonly Stream _stream;
    private readonly List<Section> _sections = [];

    private ElfFile(Stream stream, ushort machine) => (_stream, Machine) = (stream, machine);

    /// <summary>The kind of a section, as in <c>sh_type</c>.</summary>
    internal enum SectionType : uint
    {
        Relocations = 4,
        Dynamic = 6,
        DynamicSymbols = 11,
        VersionNeeds = 0x6ffffffe,
        SymbolVersions = 0x6fffffff,
    }

    /// <summary>The processor, as in <c>e_machine</c>.</summary>
    internal ushort Machine { get; }

    /// <summary>Reads the table of sections; null if the stream is not such a file.</summary>
    internal static ElfFile? TryRead(Stream stream)
    {
        var header = new byte[HeaderSize];
        stream.Position = 0;
        if (stream.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize
            || !header.AsSpan().StartsWith("\u007fELF"u8) || header[4] != 2 || header[5] != 1)
        {
            return null;
        }

        var file = new ElfFile(stream, BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(MachineOffset)));
        var table = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(0x28));
        var count = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(0x3c));
        if (table < HeaderSize || table + ((long)count * SectionHeaderSize) > stream.Length)
            return null;
        var bytes = file.Bytes(table, count * SectionHeaderSize);
        for (var i = 0; i < count; i++)
            file._sections.Add(SectionAt(bytes.AsSpan(i * SectionHeaderSize)));
        return file._sections.Exists(section => section.Offset < 0 || section.Size < 0) ? null : file;
    }

    /// <summary>The first section of a kind, or null.</summary>
    internal Section? Find(SectionType type) => _sections.Find(section => section.Type == (uint)type) is { Size: > 0 } found ? found : null;

    /// <summary>The section that another one names, such as the strings of a table of symbols.</summary>
    internal Section Linked(Section section) => _sections[(int)section.Link];

    /// <summary>The names of the libraries that this one needs, in its order.</summary>
    internal IReadOnlyList<string> Needed()
    {
        if (Find(SectionType.Dynamic) is not { } dynamic)
            return [];
        var (entries, strings) = (Bytes(dynamic), Bytes(Linked(dynamic)));
        var needed = new List<string>();
        for (var at = 0; at + DynamicEntrySize <= entries.Length; at += DynamicEntrySize)
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(entries.AsSpan(at)) == NeededTag)
                needed.Add(Text(strings, (int)BinaryPrimitives.ReadUInt64LittleEndian(entries.AsSpan(at + 8))));
        }

        return needed;
    }

    /// <summary>The dynamic symbols that the file defines or asks for.</summary>
    internal IReadOnlyList<Symbol> Symbols()
    {
        if (Find(SectionType.DynamicSymbols) is not { } table)
            return [];
        var (entries, strings) = (Bytes(table), Bytes(Linked(table)));
        var versions = Find(SectionType.SymbolVersions) is { } section ? Bytes(section) : [];
        var eager = EagerSymbols();
        var symbols = new List<Symbol>(entries.Length / SymbolSize);
        for (var i = 1; i < entries.Length / SymbolSize; i++)
        {
            var entry = entries.AsSpan(i * SymbolSize, SymbolSize);
            var version = versions.Length > 2 * i ? BinaryPrimitives.ReadUInt16LittleEndian(versions.AsSpan(2 * i)) & 0x7fff : 0;
            symbols.Add(new(
                Text(strings, BinaryPrimitives.ReadInt32LittleEndian(entry)),
                IsDefined: BinaryPrimitives.ReadUInt16LittleEndian(entry[6..]) != 0,
                IsWeak: entry[4] >> 4 == 2,
                IsVersioned: version > 1,
                IsEager: eager.Contains((uint)i)));
        }

        return symbols;
    }

    /// <summary>Where, from the start of the loaded library, the address of a function lies that is asked for at its first call; null if it is not.</summary>
    internal long? LazySlot(string function)
    {
        var (index, lazy) = (Symbols().Index().FirstOrDefault(entry => entry.Item.Name == function, (-1, default)).Index + 1, Lazy);
        return Relocations().Where(entry => entry.Kind == lazy && entry.Symbol == index).Select(entry => (long?)entry.Place).FirstOrDefault();
    }

    /// <summary>A section's bytes.</summary>
    internal byte[] Bytes(Section section) => Bytes(section.Offset, checked((int)section.Size));

    private byte[] Bytes(long offset, int size)
    {
        var bytes = new byte[size];
        _stream.Position = offset;
        _stream.ReadExactly(bytes);
        return bytes;
    }

    private uint Lazy => s_lazyRelocations.GetValueOrDefault(Machine);

    private HashSet<uint> EagerSymbols() => [.. Relocations().Where(entry => entry.Kind != Lazy).Select(entry => entry.Symbol)];

    // Where an address is filled in, how, and of which symbol: its place in the table.
    private IEnumerable<(long Place, uint Kind, uint Symbol)> Relocations()
    {
        foreach (var section in _sections.Where(section => section.Type == (uint)SectionType.Relocations))
        {
            var entries = Bytes(section);
            for (var at = 0; at + RelocationSize <= entries.Length; at += RelocationSize)
            {
                var info = BinaryPrimitives.ReadUInt64LittleEndian(entries.AsSpan(at + 8));
                yield return (BinaryPrimitives.ReadInt64LittleEndian(entries.AsSpan(at)), (uint)info, (uint)(info >> 32));
            }
        }
    }

    private static Section SectionAt(ReadOnlySpan<byte> header) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(header[4..]),
        BinaryPrimitives.ReadInt64LittleEndian(header[0x18..]),
        BinaryPrimitives.ReadInt64LittleEndian(header[0x20..]),
        BinaryPrimitives.ReadUInt32LittleEndian(header[0x28..]));

    private static string Text(byte[] strings, int offset)
    {
        var text = strings.AsSpan(offset);
        return Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]);
    }

    /// <summary>Where a section lies.</summary>
    internal readonly record struct Section(uint Type, long Offset, long Size, uint Link);

    /// <summary>A dynamic symbol.</summary>
    /// <param name="Name">Its name, mangled.</param>
    /// <param name="IsDefined">Whether this library defines it, rather than asking for it.</param>
    /// <param name="IsWeak">Whether it may be missing.</param>
    /// <param name="IsVersioned">Whether it is requested with a version, as symbols of the C and C++ libraries are.</param>
    /// <param name="IsEager">Whether it is resolved when the library is loaded, rather than at the first call.</param>
    internal readonly record struct Symbol(string Name, bool IsDefined, bool IsWeak, bool IsVersioned, bool IsEager);
}
