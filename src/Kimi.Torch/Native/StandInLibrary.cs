using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Kimi.Torch.Native;

/// <summary>
/// An empty library under the name of another, so that a request for that one by its path finds this one. The dynamic linker of Linux takes a
/// loaded library for the requested one if its <c>DT_SONAME</c> is exactly that path.
/// </summary>
/// <remarks>
/// TorchSharp loads libtorch by name, and the runtime finds the application's own one first, whatever is already loaded. Two libtorchs
/// in a process abort it. The runtime has no hook before that search.
/// </remarks>
internal static class StandInLibrary
{
    private const int HeaderSize = 64;
    private const int SegmentSize = 56;
    private const int SegmentCount = 3;
    private const int DynamicStart = 256;
    private const int HashStart = DynamicStart + 112;
    private const int SymbolsStart = HashStart + 16;
    private const int StringsStart = SymbolsStart + SymbolSize;
    private const int SymbolSize = 24;
    private const int ReadWrite = 6;

    /// <summary>Loads it, for as long as the process lives.</summary>
    /// <param name="path">The path that must lead nowhere.</param>
    internal static void Occupy(string path)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, Image(path));
            NativeLibrary.Load(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A shared object without code: one writable segment, its dynamic table, and a stack that is not executable.</summary>
    private static byte[] Image(string name)
    {
        var strings = Encoding.UTF8.GetBytes($"\0{name}\0");
        var image = new byte[StringsStart + strings.Length];
        strings.CopyTo(image, StringsStart);

        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(image);
        Put16(0x10, 3); // a shared object
        Put16(0x12, RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? (ushort)183 : (ushort)62);
        Put32(0x14, 1);
        Put64(0x20, HeaderSize);
        Put16(0x34, HeaderSize);
        Put16(0x36, SegmentSize);
        Put16(0x38, SegmentCount);
        Put16(0x3a, HeaderSize);

        Segment(0, type: 1, start: 0, size: image.Length, alignment: 0x1000);
        Segment(1, type: 2, DynamicStart, HashStart - DynamicStart, alignment: 8);
        Segment(2, type: 0x6474e551, start: 0, size: 0, alignment: 16);

        // DT_SONAME, DT_STRTAB, DT_STRSZ, DT_SYMTAB, DT_SYMENT, DT_HASH, DT_NULL.
        foreach (var (i, (tag, value)) in new[] {
            (14, 1), (5, StringsStart), (10, strings.Length), (6, SymbolsStart), (11, SymbolSize), (4, HashStart), (0, 0) }.Index())
        {
            Put64(DynamicStart + (16 * i), tag);
            Put64(DynamicStart + (16 * i) + 8, value);
        }

        // One bucket, one symbol: the empty one.
        Put32(HashStart, 1);
        Put32(HashStart + 4, 1);
        return image;

        void Segment(int index, uint type, int start, int size, int alignment)
        {
            var at = HeaderSize + (index * SegmentSize);
            Put32(at, type);
            Put32(at + 4, ReadWrite);
            foreach (var place in new[] { 8, 16, 24 })
                Put64(at + place, start);
            Put64(at + 32, size);
            Put64(at + 40, size);
            Put64(at + 48, alignment);
        }

        void Put16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(at), value);
        void Put32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(at), value);
        void Put64(int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(image.AsSpan(at), value);
    }
}
