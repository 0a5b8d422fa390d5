using System.Buffers.Binary;
using System.Text;

namespace Kimi.Torch.Native;

/// <summary>
/// Makes a library built against GCC 13's libstdc++ load on a system with GCC 12's.
/// <para>
/// GCC 13 adds one symbol under the version <c>GLIBCXX_3.4.32</c>: <c>std::ios_base_library_init()</c>, which sets up the standard
/// streams. Older libstdc++ sets them up by itself, so there the call has nothing to do. The patch therefore
/// renames the version need in <c>.gnu.version_r</c> to one the system has (name offset and its ELF hash), and points the
/// symbol in <c>.dynsym</c> at a function of the library's own that takes and changes nothing, with no version in <c>.gnu.version</c>.
/// </para>
/// </summary>
internal static class ElfPatch
{
    internal const string MissingVersion = "GLIBCXX_3.4.32";
    internal const string AvailableVersion = "GLIBCXX_3.4.30";
    internal const string MissingSymbol = "_ZSt21ios_base_library_initv";
    internal const string HarmlessSymbol = "THSTorch_get_num_threads";

    private const uint DynamicSymbols = 11;
    private const uint VersionNeeds = 0x6ffffffe;
    private const uint SymbolVersions = 0x6fffffff;
    private const ushort GlobalVersion = 1;
    private const int SymbolSize = 24;

    /// <summary>Rewrites the image in place; false where it is not an ELF file of the expected kind, which is then left alone.</summary>
    internal static bool TryApply(Span<byte> image)
    {
        if (!IsElf64LittleEndian(image) || !TryFindSections(image, out var sections))
            return false;

        var availableName = FindString(image, sections.Strings, AvailableVersion);
        var missingSymbol = FindSymbol(image, sections, MissingSymbol);
        var harmlessSymbol = FindSymbol(image, sections, HarmlessSymbol);
        if (availableName is null || missingSymbol is null || harmlessSymbol is null)
            return false;
        if (!TryRenameVersionNeed(image, sections, availableName.Value))
            return false;

        var symbols = image[sections.Symbols.Offset..];
        symbols.Slice(harmlessSymbol.Value * SymbolSize, 4).CopyTo(symbols[(missingSymbol.Value * SymbolSize)..]);
        BinaryPrimitives.WriteUInt16LittleEndian(image[(sections.Versions.Offset + (missingSymbol.Value * 2))..], GlobalVersion);
        return true;
    }

    /// <summary>The System V hash by which the dynamic linker compares version names.</summary>
    internal static uint Hash(string name)
    {
        var hash = 0u;
        foreach (var character in Encoding.ASCII.GetBytes(name))
        {
            hash = (hash << 4) + character;
            var high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }

    private static bool IsElf64LittleEndian(ReadOnlySpan<byte> image) =>
        image.Length > 64 && image.StartsWith("\u007fELF"u8) && image[4] == 2 && image[5] == 1;

    private static bool TryFindSections(ReadOnlySpan<byte> image, out Sections sections)
    {
        sections = default;
        var table = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(image[0x28..]));
        var entrySize = BinaryPrimitives.ReadUInt16LittleEndian(image[0x3a..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(image[0x3c..]);
        for (var i = 0; i < count; i++)
        {
            var header = image[(table + (i * entrySize))..];
            var section = SectionAt(header);
            switch (BinaryPrimitives.ReadUInt32LittleEndian(header[4..]))
            {
                case DynamicSymbols:
                    var strings = (int)BinaryPrimitives.ReadUInt32LittleEndian(header[0x28..]);
                    sections.Symbols = section;
                    sections.Strings = SectionAt(image[(table + (strings * entrySize))..]);
                    break;
                case VersionNeeds:
                    sections.Needs = section;
                    break;
                case SymbolVersions:
                    sections.Versions = section;
                    break;
            }
        }

        return sections is { Symbols.Size: > 0, Strings.Size: > 0, Needs.Size: > 0, Versions.Size: > 0 };
    }

    private static Section SectionAt(ReadOnlySpan<byte> header) => new(
        checked((int)BinaryPrimitives.ReadUInt64LittleEndian(header[0x18..])),
        checked((int)BinaryPrimitives.ReadUInt64LittleEndian(header[0x20..])));

    private static uint? FindString(ReadOnlySpan<byte> image, Section strings, string value)
    {
        var found = image.Slice(strings.Offset, strings.Size).IndexOf(Encoding.ASCII.GetBytes($"\0{value}\0"));
        return found < 0 ? null : (uint)found + 1;
    }

    private static int? FindSymbol(ReadOnlySpan<byte> image, Sections sections, string name)
    {
        if (FindString(image, sections.Strings, name) is not { } nameOffset)
            return null;
        for (var i = 0; i < sections.Symbols.Size / SymbolSize; i++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(image[(sections.Symbols.Offset + (i * SymbolSize))..]) == nameOffset)
                return i;
        }

        return null;
    }

    private static bool TryRenameVersionNeed(Span<byte> image, Sections sections, uint newName)
    {
        var missingHash = Hash(MissingVersion);
        var file = sections.Needs.Offset;
        while (true)
        {
            var version = file + (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(file + 8)..]);
            for (var i = BinaryPrimitives.ReadUInt16LittleEndian(image[(file + 2)..]); i > 0; i--)
            {
                if (BinaryPrimitives.ReadUInt32LittleEndian(image[version..]) == missingHash)
                {
                    BinaryPrimitives.WriteUInt32LittleEndian(image[version..], Hash(AvailableVersion));
                    BinaryPrimitives.WriteUInt32LittleEndian(image[(version + 8)..], newName);
                    return true;
                }

                version += (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(version + 12)..]);
            }

            var next = (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(file + 12)..]);
            if (next == 0)
                return false;
            file += next;
        }
    }

    private readonly record struct Section(int Offset, int Size);

    private record struct Sections(Section Symbols, Section Strings, Section Needs, Section Versions);
}
