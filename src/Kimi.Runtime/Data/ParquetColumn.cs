using System.Text.Json;
using System.Text.Unicode;
using Kimi.Dsl;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Kimi.Runtime.Data;

/// <summary>A column of a Parquet file, taken value by value within a row group.</summary>
/// <param name="schema">What the schema says of it.</param>
/// <param name="name">Its name, with those of the groups that it is in.</param>
internal sealed class ParquetColumn(DataField schema, string name) : IDisposable
{
    private RawColumnData? _data;
    private long _entries;
    private int _entry;
    private int _value;

    /// <summary>What the schema says of it.</summary>
    public DataField Field => schema;

    /// <summary>Its name, with those of the groups that it is in.</summary>
    public string Name => name;

    /// <summary>Whether what is not text is bytes, which are written as a <c>data:</c> address.</summary>
    public bool MayBeBytes { private get; set; }

    /// <summary>Whether all entries of the row group have been taken.</summary>
    public bool IsAtEnd => _entry == _entries;

    /// <summary>How many of the optional and repeated fields on its path the next entry has.</summary>
    public int Definition => IsAtEnd ? throw new FormatException($"column {name} has fewer values than rows")
        : schema.MaxDefinitionLevel == 0 ? 0 : _data!.DefinitionLevels[_entry];

    /// <summary>Whether the next entry has no value, or one that is no number.</summary>
    public bool IsNull => Definition < schema.MaxDefinitionLevel || _data switch
    {
        RawColumnData<double> numbers => !double.IsFinite(numbers.Values[_value]),
        RawColumnData<float> numbers => !float.IsFinite(numbers.Values[_value]),
        _ => false,
    };

    /// <summary>Whether columns of a type are read.</summary>
    public static bool Reads(DataField field) => Type.GetTypeCode(field.ClrType) is not (TypeCode.DateTime or TypeCode.Object)
        || (field.ClrType == typeof(ReadOnlyMemory<byte>) && field.SchemaElement?.Type == Parquet.Meta.Type.BYTE_ARRAY);

    /// <summary>Reads its values of a row group.</summary>
    public async Task LoadAsync(ParquetRowGroupReader rows)
    {
        Dispose();
        _data = await rows.ReadRawColumnDataBaseAsync(schema).ConfigureAwait(false);
        _entries = schema.MaxDefinitionLevel == 0 ? rows.RowCount : _data.DefinitionLevels.Length;
        (_entry, _value) = (0, 0);
    }

    /// <summary>Whether the next entry continues a list.</summary>
    /// <param name="level">The list's repetition level.</param>
    public bool Continues(int level) => !IsAtEnd && _data!.RepetitionLevels[_entry] >= level;

    /// <summary>Passes over the next entry.</summary>
    public void Skip()
    {
        if (Definition == schema.MaxDefinitionLevel)
            _value++;
        _entry++;
    }

    /// <summary>Writes the next entry's value, which is there.</summary>
    /// <exception cref="FormatException">It is no text in UTF-8.</exception>
    public void Write(Utf8JsonWriter writer)
    {
        switch (_data)
        {
            case RawColumnData<ReadOnlyMemory<byte>> texts:
                var text = texts.Values[_value].Span;
                if (Utf8.IsValid(text))
                    writer.WriteStringValue(text);
                else if (MayBeBytes)
                    writer.WriteStringValue($"data:;base64,{Convert.ToBase64String(text)}");
                else
                    throw new FormatException($"column {name} is not text in UTF-8");
                break;
            case RawColumnData<bool> values:
                writer.WriteBooleanValue(values.Values[_value]);
                break;
            case RawColumnData<double> numbers:
                writer.WriteNumberValue(numbers.Values[_value]);
                break;
            case RawColumnData<float> numbers:
                writer.WriteNumberValue(numbers.Values[_value]);
                break;
            case RawColumnData<decimal> numbers:
                writer.WriteNumberValue(numbers.Values[_value]);
                break;
            case RawColumnData<ulong> numbers:
                writer.WriteNumberValue(numbers.Values[_value]);
                break;
            default:
                writer.WriteNumberValue(Integer());
                break;
        }

        Skip();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _data?.Dispose();
        _data = null;
    }

    private long Integer() => _data switch
    {
        RawColumnData<long> numbers => numbers.Values[_value],
        RawColumnData<int> numbers => numbers.Values[_value],
        RawColumnData<uint> numbers => numbers.Values[_value],
        RawColumnData<short> numbers => numbers.Values[_value],
        RawColumnData<ushort> numbers => numbers.Values[_value],
        RawColumnData<sbyte> numbers => numbers.Values[_value],
        RawColumnData<byte> numbers => numbers.Values[_value],
        _ => throw new KimiException($"column {name} holds values of type {schema.ClrType.Name}, which is not read: choose another field"),
    };
}
