using System.Buffers.Binary;
using System.Globalization;

namespace Kimi.Runtime.Data;

/// <summary>
/// Checks the metadata at a file's end before the library reads them: it follows wrong types and sizes for ever, or until memory is full. They are Thrift's
/// compact protocol (github.com/apache/thrift, doc/specs/thrift-compact-protocol.md) with the structures of parquet.thrift (github.com/apache/parquet-format).
/// </summary>
internal sealed class ParquetFooter
{
    private const int EndBytes = 8;
    private const int LargestFooter = 1 << 28;
    private const int DeepestStructure = 32;

    // By the protocol's number of a type: b Booleans, 1 i8, i whole numbers of 16 to 64 bits, d double, s bytes, t list, m structure; the others are not used.
    private const string Types = "_bb1iiidst__m";

    // Fields by id, with their types: [x] is a list of x, (X) a structure X, and () one without fields.
    private static readonly Dictionary<string, Dictionary<int, string>> s_structures = Structures(
        """
        File 1i 2[(Schema)] 3i 4[(Group)] 5[(KeyValue)] 6s 7[(Order)]
        Schema 1i 2i 3i 4s 5i 6i 7i 8i 9i 10(Logical)
        Logical 1() 2() 3() 4() 5(Pair) 6() 7(Time) 8(Time) 10(Width) 11() 12() 13() 14() 15() 16(Variant) 17(KeyValue) 18(Geography)
        Time 1b 2(Unit)
        Unit 1() 2() 3()
        Width 11 2b
        Variant 11
        Geography 1s 2i
        Pair 1i 2i
        KeyValue 1s 2s
        Order 1() 2()
        Group 1[(Chunk)] 2i 3i 4[(Sorting)] 5i 6i 7i
        Sorting 1i 2b 3b
        Chunk 1s 2i 3(Column) 4i 5i 6i 7i
        Column 1i 2[i] 3[s] 4i 5i 6i 7i 8[(KeyValue)] 9i 10i 11i 12(Statistics) 13[(Encoding)] 14i 15i 16(Sizes) 17(Shapes)
        Statistics 1s 2s 3i 4i 5s 6s 7b 8b
        Encoding 1i 2i 3i
        Sizes 1i 2[i] 3[i]
        Shapes 1(Box) 2[i]
        Box 1d 2d 3d 4d 5d 6d 7d 8d
        """);

    private readonly byte[] _bytes;
    private int _place;

    private ParquetFooter(byte[] bytes) => _bytes = bytes;

    /// <summary>Checks a file's metadata.</summary>
    /// <param name="file">The file; it is at its start afterwards.</param>
    /// <exception cref="FormatException">They are not what they should be.</exception>
    public static void Check(Stream file)
    {
        Span<byte> end = stackalloc byte[EndBytes];
        if (file.Length < EndBytes + 4)
            throw new FormatException("it is too short");
        file.Position = file.Length - EndBytes;
        file.ReadExactly(end);
        var length = BinaryPrimitives.ReadInt32LittleEndian(end);
        if (!end[4..].SequenceEqual("PAR1"u8) || length <= 0 || length > Math.Min(LargestFooter, file.Length - EndBytes - 4))
            throw new FormatException("its end is missing");
        var bytes = new byte[length];
        file.Position = file.Length - EndBytes - length;
        file.ReadExactly(bytes);
        file.Position = 0;
        var footer = new ParquetFooter(bytes);
        footer.Structure("File", depth: 0);
        if (footer._place != length)
            throw new FormatException("its metadata end early");
    }

    private static Dictionary<string, Dictionary<int, string>> Structures(string table) => table
        .Split('\n')
        .Select(line => line.Split(' '))
        .ToDictionary(line => line[0], line => line.Skip(1).Select(Field).ToDictionary());

    // Such as 3i, or 11 for an i8 with number 1.
    private static KeyValuePair<int, string> Field(string field)
    {
        var type = field.IndexOfAny(['[', '(']) is > 0 and var place ? place : field.Length - 1;
        return new(int.Parse(field[..type], CultureInfo.InvariantCulture), field[type..]);
    }

    private void Structure(string name, int depth)
    {
        if (depth > DeepestStructure)
            throw new FormatException("its metadata are nested too deeply");
        var fields = s_structures.GetValueOrDefault(name);
        for (var id = 0; Byte() is var header and not 0;)
        {
            // A number that is written whole has its sign in the lowest bit.
            id = header >> 4 == 0 ? (int)Math.Min(Varint() >> 1, (ulong)short.MaxValue) : id + (header >> 4);
            Value(header & 0xF, fields?.GetValueOrDefault(id), depth, isField: true);
        }
    }

    // Of a field that is not in the table, a later version's, only the structure counts.
    private void Value(int type, string? expected, int depth, bool isField)
    {
        var kind = type < Types.Length ? Types[type] : '_';
        var told = expected?[0] switch { null => kind, '[' => 't', '(' => 'm', var letter => letter };
        if (kind == '_' || told != kind)
            throw new FormatException("its metadata have a value of the wrong type");
        switch (kind)
        {
            case 'b' when isField:
                break;
            case 'b' or '1':
                Skip(1);
                break;
            case 'i':
                Varint();
                break;
            case 'd':
                Skip(sizeof(double));
                break;
            case 's':
                Skip(Varint());
                break;
            case 't':
                List(expected?[1..^1], depth);
                break;
            default:
                Structure(expected?[1..^1] ?? "", depth + 1);
                break;
        }
    }

    private void List(string? expected, int depth)
    {
        var header = Byte();
        var count = header >> 4 == 0xF ? Varint() : (ulong)(header >> 4);

        // Each takes a byte at least.
        if (count > (ulong)(_bytes.Length - _place))
            throw new FormatException("its metadata have a list that is too long");
        for (var item = 0UL; item < count; item++)
            Value(header & 0xF, expected, depth + 1, isField: false);
    }

    private byte Byte() => _place < _bytes.Length ? _bytes[_place++] : throw new FormatException("its metadata are cut off");

    private void Skip(ulong bytes)
    {
        if (bytes > (ulong)(_bytes.Length - _place))
            throw new FormatException("its metadata are cut off");
        _place += (int)bytes;
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw new FormatException("its metadata have a number that does not end");
    }
}
