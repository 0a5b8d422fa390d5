using System.Buffers;
using System.Text.Json;
using Kimi.Dsl;
using Parquet;
using Parquet.Meta;
using Parquet.Schema;

namespace Kimi.Runtime.Data;

/// <summary>
/// The rows of a Parquet file as JSON objects, a row group at a time and only the columns that are needed. A null cell is an absent key.
/// </summary>
internal static class ParquetRows
{
    // What one column of a row group may take when it is decompressed, and how many values it may have.
    private const long LargestColumn = 1L << 31;
    private const long MostValues = 1L << 24;

    // Of the file's own bytes, for what surrounds pages and is read byte by byte.
    private const int Allowance = 32;
    private const long LeastAllowance = 1 << 22;

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    /// <summary>Whether a file that begins so is Parquet.</summary>
    public static bool Begins(ReadOnlySpan<byte> start) => start.StartsWith("PAR1"u8);

    /// <summary>Reads the rows.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its path.</param>
    /// <param name="fields">The fields that are needed; a dot leads into a group.</param>
    /// <param name="images">Those of the fields in which what is no text is bytes, which are read as <c>data:</c> addresses.</param>
    /// <exception cref="KimiException">The file is damaged, or a column is of a kind that is not read.</exception>
    public static IEnumerable<Row> Read(FileStream file, string path, IReadOnlyList<string> fields, IReadOnlyList<string> images)
    {
        var stream = new AllowedStream(file);
        stream.Allow(LeastAllowance + (Allowance * file.Length));
        var reader = Guarded(path, () =>
        {
            ParquetFooter.Check(stream);
            return ParquetReader.CreateAsync(stream, leaveStreamOpen: true);
        });
        var schema = Guarded(path, () => Task.FromResult(TextAsBytes(reader).Schema.Fields));
        var all = Leaves(schema, "", path).ToList();
        var records = schema.Select(field => Guarded(path, () => Task.FromResult(ParquetNode.Of(field, field.Name, fields)))).OfType<ParquetNode>().ToList();
        foreach (var column in records.SelectMany(record => record.Columns))
            column.MayBeBytes = images.Any(image => column.Name == image || column.Name.StartsWith(image + ".", StringComparison.Ordinal));
        try
        {
            var (number, buffer) = (0L, new ArrayBufferWriter<byte>());
            for (var group = 0; group < reader.RowGroupCount; group++)
            {
                var rows = Load(reader, stream, group, records, path);
                for (var row = 0L; row < rows; row++)
                {
                    number++;
                    using var json = Assemble(records, buffer, path, number);
                    yield return new(json.RootElement, number, all);
                }

                if (records.Any(record => !record.IsAtEnd))
                    throw Damaged(path, "a column has more values than rows");
            }
        }
        finally
        {
            foreach (var column in records.SelectMany(record => record.Columns))
                column.Dispose();
        }
    }

    /// <summary>The error of a row that is not what it should be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="row">The row's number, 1-based.</param>
    /// <param name="what">What it should be.</param>
    /// <param name="exception">What reading it threw.</param>
    public static KimiException NotA(string path, long row, string what, Exception exception) =>
        new($"{path}(row {row}): not a {what} ({exception.Message.TrimEnd('.')}): name other fields, or correct or delete the row", exception);

    private static long Load(ParquetReader reader, AllowedStream stream, int group, List<ParquetNode> records, string path)
    {
        using var rows = Guarded(path, () => Task.FromResult(reader.OpenRowGroupReader(group)));
        foreach (var leaf in records.SelectMany(record => record.Columns))
        {
            var chunk = Guarded(path, () => Task.FromResult(rows.GetMetadata(leaf.Field)?.MetaData));
            if (chunk is null)
                throw Damaged(path, $"row group {group + 1} has no column {leaf.Name}");
            if (chunk.TotalUncompressedSize > LargestColumn || chunk.NumValues > MostValues)
            {
                throw new KimiException(
                    $"'{path}' has {chunk.TotalUncompressedSize >> 20} MiB and {chunk.NumValues} values of column {leaf.Name} in row group {group + 1}: "
                    + "write it with smaller row groups");
            }

            Guarded(path, async () =>
            {
                stream.Allow(LeastAllowance + (Allowance * chunk.TotalCompressedSize));
                await leaf.LoadAsync(rows).ConfigureAwait(false);
                return true;
            });
        }

        return rows.RowCount;
    }

    // The library would put a sign in the place of what is not UTF-8.
    private static ParquetReader TextAsBytes(ParquetReader reader)
    {
        foreach (var element in reader.Metadata!.Schema)
        {
            if (element.ConvertedType is ConvertedType.UTF8 or ConvertedType.ENUM or ConvertedType.JSON
                || element.LogicalType is { STRING: not null } or { ENUM: not null } or { JSON: not null })
            {
                element.ConvertedType = null;
                element.LogicalType = null;
            }
        }

        return reader;
    }

    private static JsonDocument Assemble(List<ParquetNode> records, ArrayBufferWriter<byte> buffer, string path, long number)
    {
        buffer.ResetWrittenCount();
        try
        {
            using var writer = new Utf8JsonWriter(buffer);
            writer.WriteStartObject();
            foreach (var record in records)
                record.WriteProperty(writer);
            writer.WriteEndObject();
        }
        catch (KimiException exception)
        {
            throw new KimiException($"{path}(row {number}): {exception.Message}", exception);
        }
        catch (FormatException exception)
        {
            throw new KimiException($"{path}(row {number}): {exception.Message}: get the file again, or write it anew", exception);
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException or InvalidOperationException)
        {
            throw Damaged(path, exception.Message.ReplaceLineEndings(" "), exception);
        }

        return JsonDocument.Parse(buffer.WrittenMemory, s_strict);
    }

    // What messages name, such as extra_info.level. A name that occurs twice says two things.
    private static IEnumerable<string> Leaves(IReadOnlyList<Field> fields, string prefix, string path)
    {
        foreach (var field in fields)
        {
            if (fields.Count(other => other.Name == field.Name) > 1)
                throw new KimiException($"'{path}' has two columns '{prefix}{field.Name}': rename one");
            foreach (var leaf in field is StructField group ? Leaves(group.Fields, $"{prefix}{field.Name}.", path) : [prefix + field.Name])
                yield return leaf;
        }
    }

    // The library tells damage by exceptions of many types, and decompression, text and sizes of their own.
    private static T Guarded<T>(string path, Func<Task<T>> read)
    {
        try
        {
            return read().GetAwaiter().GetResult();
        }
        catch (KimiException exception) when (!exception.Message.Contains(path, StringComparison.Ordinal))
        {
            throw new KimiException($"'{path}': {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is not KimiException)
        {
            throw Damaged(path, exception.Message.ReplaceLineEndings(" "), exception);
        }
    }

    private static KimiException Damaged(string path, string reason, Exception? exception = null)
    {
        var message = $"'{path}' is not whole, or is damaged, as a Parquet file ({reason.TrimEnd('.')}): get the file again";
        return exception is null ? new(message) : new(message, exception);
    }
}
