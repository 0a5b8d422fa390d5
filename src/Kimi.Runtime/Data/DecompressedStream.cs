using ICSharpCode.SharpZipLib.GZip;
using Kimi.Dsl;
using ZstdSharp;

namespace Kimi.Runtime.Data;

/// <summary>What a file holds that gzip or zstd compressed. It is read once from start to end, and what is damaged, cut off or a bomb is told.</summary>
internal sealed class DecompressedStream : Stream
{
    // Text shrinks to a tenth, repetitive text to a hundredth. What shrinks further was made to fill memory or time.
    private const long FreeBytes = 1L << 24;
    private const long MostTimesItsSize = 256;

    private static readonly byte[] s_gzip = [0x1F, 0x8B];
    private static readonly byte[] s_zstd = [0x28, 0xB5, 0x2F, 0xFD];

    private readonly FileStream _file;
    private readonly Stream _content;
    private readonly string _path;
    private readonly string _format;
    private long _read;

    private DecompressedStream(FileStream file, Stream content, string path, string format) =>
        (_file, _content, _path, _format) = (file, content, path, format);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    /// <summary>The content of a file: decompressed if its first bytes say that it is compressed, else the file itself.</summary>
    /// <param name="file">The file, at its start.</param>
    /// <param name="start">Its first bytes.</param>
    /// <param name="path">Its path.</param>
    public static Stream Of(FileStream file, ReadOnlySpan<byte> start, string path) =>
        start.StartsWith(s_gzip) ? new DecompressedStream(file, new GZipInputStream(file), path, "gzip")
        : start.StartsWith(s_zstd) ? new DecompressedStream(file, new DecompressionStream(file), path, "zstd")
        : file;

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = _content.Read(buffer);
        }
        catch (Exception exception)
        {
            var reason = exception.Message.ReplaceLineEndings(" ").TrimEnd('.');
            throw new KimiException($"'{_path}' is not whole, or is damaged: {_format} says '{reason}': get the file again", exception);
        }

        _read += read;
        if (_read > FreeBytes && _read > MostTimesItsSize * _file.Position)
        {
            throw new KimiException(
                $"'{_path}' grows to more than {MostTimesItsSize} times its size, as no text does: if it is meant, decompress it, and give the result");
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }
}
