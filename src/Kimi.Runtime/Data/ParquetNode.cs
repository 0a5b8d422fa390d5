using System.Text.Json;
using Kimi.Dsl;
using Parquet.Schema;

namespace Kimi.Runtime.Data;

/// <summary>
/// A field of a Parquet schema, which puts its values together row by row. Columns lie apart in a file, each value with two levels: how many of the optional
/// and repeated fields on its path are there (definition), and which list its value continues (repetition). Melnik et al., Dremel (VLDB 2010), section 4.
/// </summary>
internal abstract class ParquetNode(string name)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The columns below it.</summary>
    public abstract IReadOnlyList<ParquetColumn> Columns { get; }

    /// <summary>Whether all values of the row group have been taken.</summary>
    public bool IsAtEnd => Columns.All(column => column.IsAtEnd);

    /// <summary>The definition level of the next value, of which all columns below have the same up to this field.</summary>
    protected int Definition => Columns[0].Definition;

    /// <summary>Reads a schema.</summary>
    /// <param name="field">The field.</param>
    /// <param name="path">Its name, with those of the groups that it is in.</param>
    /// <param name="wanted">The fields that are needed; null for all.</param>
    /// <returns>Null if neither it nor anything in it is needed.</returns>
    /// <exception cref="KimiException">It is of a kind that is not read.</exception>
    public static ParquetNode? Of(Field field, string path, IReadOnlyList<string>? wanted)
    {
        if (wanted?.Contains(path) == true)
            wanted = null;
        else if (wanted?.Any(name => name.StartsWith(path + ".", StringComparison.Ordinal)) == false)
            return null;
        switch (field)
        {
            case StructField group:
                var members = group.Fields.Select(member => Of(member, $"{path}.{member.Name}", wanted)).OfType<ParquetNode>().ToList();
                return members.Count == 0 ? null : new Group(group, members);
            case ListField list:
                return Of(list.Item, path, wanted: null) is { } item ? new List(list, item) : null;
            case DataField column when !ParquetColumn.Reads(column):
                throw new KimiException($"column {path} holds values of type {column.ClrType.Name}, which is not read: choose another field");
            case DataField column:
                var leaf = new Leaf(new(column, path));
                return wanted is not null ? null : column.IsArray ? new List(column, leaf) : leaf;
            default:
                throw new KimiException($"column {path} is a {field.SchemaType.ToString().ToLowerInvariant()}, which is not read: choose another field");
        }
    }

    /// <summary>Writes its next value as a member of an object; nothing if it is null.</summary>
    public void WriteProperty(Utf8JsonWriter writer)
    {
        if (IsNull)
        {
            Skip();
            return;
        }

        writer.WritePropertyName(Name);
        Write(writer);
    }

    /// <summary>Writes its next value.</summary>
    public void WriteItem(Utf8JsonWriter writer)
    {
        if (!IsNull)
        {
            Write(writer);
            return;
        }

        writer.WriteNullValue();
        Skip();
    }

    /// <summary>Whether its next value is null.</summary>
    protected abstract bool IsNull { get; }

    /// <summary>Writes its next value, which is not null.</summary>
    protected abstract void Write(Utf8JsonWriter writer);

    /// <summary>Passes over a value that is not there, for which each column has an entry.</summary>
    protected void Skip()
    {
        foreach (var column in Columns)
            column.Skip();
    }

    private sealed class Leaf(ParquetColumn column) : ParquetNode(column.Field.Name)
    {
        public override IReadOnlyList<ParquetColumn> Columns { get; } = [column];

        protected override bool IsNull => column.IsNull;

        protected override void Write(Utf8JsonWriter writer) => column.Write(writer);
    }

    private sealed class Group(StructField schema, List<ParquetNode> members) : ParquetNode(schema.Name)
    {
        public override IReadOnlyList<ParquetColumn> Columns { get; } = [.. members.SelectMany(member => member.Columns)];

        protected override bool IsNull => Definition < schema.MaxDefinitionLevel;

        protected override void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            foreach (var member in members)
                member.WriteProperty(writer);
            writer.WriteEndObject();
        }
    }

    // The list's definition level is reached where it has an item; one less where it is empty, two less where it is null.
    private sealed class List(Field schema, ParquetNode item) : ParquetNode(schema.Name)
    {
        public override IReadOnlyList<ParquetColumn> Columns => item.Columns;

        protected override bool IsNull => schema.IsNullable && Definition < schema.MaxDefinitionLevel - 1;

        protected override void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartArray();
            if (Definition < schema.MaxDefinitionLevel)
                Skip();
            else
            {
                do
                    item.WriteItem(writer);
                while (Columns[0].Continues(schema.MaxRepetitionLevel));
            }

            writer.WriteEndArray();
        }
    }
}
