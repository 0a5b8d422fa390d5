using System.Text;
using ICSharpCode.SharpZipLib.GZip;
using Parquet;
using Parquet.Serialization;
using ZstdSharp;

namespace Kimi.Runtime.Tests.Data;

/// <summary>Writes files as others write them.</summary>
internal static class DataFiles
{
    internal static byte[] Gzip(string text) => Compressed(text, stream => new GZipOutputStream(stream) { IsStreamOwner = false });

    internal static byte[] Zstd(string text) => Compressed(text, stream => new CompressionStream(stream));

    internal static byte[] Parquet<T>(IReadOnlyCollection<T> rows, int rowGroupSize = 1_000, CompressionMethod compression = CompressionMethod.Snappy)
    {
        using var stream = new MemoryStream();
        var options = new ParquetOptions { RowGroupSize = rowGroupSize, CompressionMethod = compression };
        ParquetSerializer.SerializeAsync(rows, stream, options).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    private static byte[] Compressed(string text, Func<Stream, Stream> open)
    {
        var bytes = new MemoryStream();
        using (var stream = open(bytes))
            stream.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    /// <summary>A row with what verl and chat files have.</summary>
    internal sealed class Row
    {
        public string? Text { get; set; }

        public int? Count { get; set; }

        public double? Share { get; set; }

        public bool IsRight { get; set; }

        public List<Message>? Messages { get; set; }

        public Outer? Group { get; set; }

        public List<List<int>>? Nested { get; set; }
    }

    internal sealed class Message
    {
        public string? Role { get; set; }

        public string? Content { get; set; }

        public List<string>? Tags { get; set; }
    }

    internal sealed class Outer
    {
        public string? Name { get; set; }

        public Inner? Inner { get; set; }
    }

    internal sealed class Inner
    {
        public long Level { get; set; }
    }
}
