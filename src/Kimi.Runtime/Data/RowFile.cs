using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Torch.Files;

namespace Kimi.Runtime.Data;

/// <summary>
/// A file of rows that a user has: JSONL, as it is or compressed by gzip or zstd, or Parquet. Which of them it is, its first bytes say. Rows are read as they
/// are asked for, of Parquet a row group at a time, so memory does not grow with the file.
/// </summary>
internal static class RowFile
{
    private const int StartBytes = 4;

    /// <summary>Reads the rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What a row is, in one word.</param>
    /// <param name="fields">The fields that are needed of each row; others may be left out.</param>
    /// <param name="parse">Converts a row; what is wrong with it is a <see cref="FormatException"/>.</param>
    /// <param name="images">Those of the fields that may have bytes of images.</param>
    /// <exception cref="KimiException">The file cannot be read, or a row is not such a thing.</exception>
    public static IEnumerable<T> Read<T>(
        string path, string what, IReadOnlyList<string> fields, Func<Row, T> parse, params IReadOnlyList<string> images)
    {
        using var file = RegularFile.Open(path);
        var start = Start(file, path);
        var isParquet = ParquetRows.Begins(start);
        using var content = isParquet ? file : DecompressedStream.Of(file, start, path);
        foreach (var row in isParquet ? ParquetRows.Read(file, path, fields, images) : JsonLineRows.Read(content, path, what))
        {
            T value;
            try
            {
                value = parse(row);
            }
            // The second is thrown for half a surrogate pair.
            catch (Exception exception) when (exception is FormatException or InvalidOperationException)
            {
                throw isParquet ? ParquetRows.NotA(path, row.Number, what, exception) : JsonLines.NotA(path, row.Number, what, exception);
            }

            yield return value;
        }
    }

    private static byte[] Start(FileStream file, string path)
    {
        try
        {
            var start = new byte[StartBytes];
            var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            file.Position = 0;
            return start[..read];
        }
        catch (IOException exception)
        {
            throw RegularFile.Unreadable(path, exception);
        }
    }
}
