using System.Buffers.Binary;
using System.Text;

namespace Kimi.Torch.Native;

/// <summary>
/// Makes a library built against GCC 13's libstdc++ load on a system with GCC 12's.
/// <para>
/// GCC 13 adds one symbol under the version <c>GLIBCXX_3.4.32</c>: <c>std::ios_base_library_init()</c>, which sets up the standard
/// streams. Older versions of libstdc++ set them up themselves, so there the call has nothing to do. The patch therefore
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

    private const ushort GlobalVersion = 1;
    private const int SymbolSize = 24;

    /// <summary>Rewrites the image in place; false if it is not an ELF file of the expected kind, which is then left alone.</summary>
    internal static bool TryApply(byte[] image)
    {
        if (ElfFile.TryRead(new MemoryStream(image)) is not { } file
            || file.Find(ElfFile.SectionType.DynamicSymbols) is not { } symbolTable
            || file.Find(ElfFile.SectionType.SymbolVersions) is not { } versions
            || file.Find(ElfFile.SectionType.VersionNeeds) is not { } needs)
        {
            return false;
        }

        var strings = file.Bytes(file.Linked(symbolTable));
        var availableName = FindString(strings, AvailableVersion);
        var missingSymbol = FindSymbol(file.Bytes(symbolTable), strings, MissingSymbol);
        var harmlessSymbol = FindSymbol(file.Bytes(symbolTable), strings, HarmlessSymbol);
        if (availableName is null || missingSymbol is null || harmlessSymbol is null)
            return false;
        if (!TryRenameVersionNeed(image.AsSpan((int)needs.Offset), availableName.Value))
            return false;

        var symbols = image.AsSpan((int)symbolTable.Offset);
        symbols.Slice(harmlessSymbol.Value * SymbolSize, 4).CopyTo(symbols[(missingSymbol.Value * SymbolSize)..]);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan((int)versions.Offset + (missingSymbol.Value * 2)), GlobalVersion);
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

    private static uint? FindString(ReadOnlySpan<byte> strings, string value)
    {
        var found = strings.IndexOf(Encoding.ASCII.GetBytes($"\0{value}\0"));
        return found < 0 ? null : (uint)found + 1;
    }

    private static int? FindSymbol(ReadOnlySpan<byte> symbols, ReadOnlySpan<byte> strings, string name)
    {
        if (FindString(strings, name) is not { } nameOffset)
            return null;
        for (var i = 0; i < symbols.Length / SymbolSize; i++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(symbols[(i * SymbolSize)..]) == nameOffset)
                return i;
        }

        return null;
    }

    private static bool TryRenameVersionNeed(Span<byte> needs, uint newName)
    {
        var missingHash = Hash(MissingVersion);
        var file = 0;
        while (true)
        {
            var version = file + (int)BinaryPrimitives.ReadUInt32LittleEndian(needs[(file + 8)..]);
            for (var i = BinaryPrimitives.ReadUInt16LittleEndian(needs[(file + 2)..]); i > 0; i--)
            {
                if (BinaryPrimitives.ReadUInt32LittleEndian(needs[version..]) == missingHash)
                {
                    BinaryPrimitives.WriteUInt32LittleEndian(needs[version..], Hash(AvailableVersion));
                    BinaryPrimitives.WriteUInt32LittleEndian(needs[(version + 8)..], newName);
                    return true;
                }

                version += (int)BinaryPrimitives.ReadUInt32LittleEndian(needs[(version + 12)..]);
            }

            var next = (int)BinaryPrimitives.ReadUInt32LittleEndian(needs[(file + 12)..]);
            if (next == 0)
                return false;
            file += next;
        }
    }
}
