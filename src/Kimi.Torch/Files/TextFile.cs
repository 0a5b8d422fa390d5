using System.Text;
using Kimi.Dsl;

namespace Kimi.Torch.Files;

/// <summary>
/// Text files that come from elsewhere. They are read as strict UTF-8, a byte that is none is told with its place; and what is no text at all, such as an
/// archive or a pipe, is told for what it is.
/// </summary>
internal static class TextFile
{
    private const int LongestLine = 1 << 28;
    private const int BufferSize = 1 << 16;
    private const int LongestStart = 32;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly (byte[] Start, string What, string Remedy)[] s_formats =
    [
        ([0x1F, 0x8B], "compressed by gzip", "decompress it with gzip -d"),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed by zstd", "decompress it with zstd -d"),
        ([0xFD, .. "7zXZ"u8], "compressed by xz", "decompress it with xz -d"),
        ([.. "BZh"u8], "compressed by bzip2", "decompress it with bzip2 -d"),
        ([.. "PK\u0003\u0004"u8], "a zip archive", "extract the file that you need"),
        ([.. "PAR1"u8], "a Parquet file", "convert it to JSONL"),
        ([0xFF, 0xFE], "UTF-16", "convert it to UTF-8, such as with iconv -f UTF-16 -t UTF-8"),
        ([0xFE, 0xFF], "UTF-16", "convert it to UTF-8, such as with iconv -f UTF-16 -t UTF-8"),
        ([.. "version https://git-lfs"u8], "a pointer of Git LFS, not the file itself", "fetch the file with git lfs pull"),
        ([.. "<!DOCTYPE"u8], "an HTML page", "download the file itself"),
        ([.. "<html"u8], "an HTML page", "download the file itself"),
        ([.. "%PDF"u8], "a PDF", "convert it to text"),
        ([0x89, .. "PNG"u8], "an image", "give a text file"),
        ([0xFF, 0xD8, 0xFF], "an image", "give a text file"),
    ];

    /// <summary>The lines of a file, with their numbers from 1; without their ends, and without a byte order mark.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="KimiException">It is not text in UTF-8, or no file that can be read from its start.</exception>
    public static IEnumerable<(string Line, int Number)> Lines(string path)
    {
        using var stream = RegularFile.Open(path);
        foreach (var entry in Lines(stream, path))
            yield return entry;
    }

    /// <summary>The lines of a stream, with their numbers from 1; without their ends, and without a byte order mark.</summary>
    /// <param name="stream">The stream, at its start.</param>
    /// <param name="path">The file that it is of.</param>
    /// <exception cref="KimiException">It is not text in UTF-8.</exception>
    public static IEnumerable<(string Line, int Number)> Lines(Stream stream, string path)
    {
        var (buffer, line, number) = (new byte[BufferSize], new MemoryStream(), 1);
        var start = buffer.AsMemory(0, Read(stream, buffer, atLeast: LongestStart, path));
        for (var rest = start[Begin(start.Span, path)..]; rest.Length > 0; rest = buffer.AsMemory(0, Read(stream, buffer, atLeast: 1, path)))
        {
            while (rest.Length > 0)
            {
                var end = rest.Span.IndexOf((byte)'\n');
                line.Write(rest.Span[..(end < 0 ? rest.Length : end)]);
                if (line.Length > LongestLine)
                    throw new KimiException($"{path}({number}): the line has more than {LongestLine >> 20} MiB: write one value a line");
                if (end < 0)
                    break;
                yield return (Decode(line, path, number), number);
                (rest, number) = (rest[(end + 1)..], number + 1);
                line.SetLength(0);
            }
        }

        if (line.Length > 0)
            yield return (Decode(line, path, number), number);
    }

    /// <summary>All of a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="KimiException">It is not text in UTF-8, or no file that can be read from its start.</exception>
    public static string All(string path) => string.Join('\n', Lines(path).Select(entry => entry.Line));

    // Where the text begins: a byte order mark is no part of it.
    private static int Begin(ReadOnlySpan<byte> start, string path)
    {
        foreach (var (begins, what, remedy) in s_formats)
        {
            if (start.StartsWith(begins))
                throw new KimiException($"'{path}' is {what}: {remedy}");
        }

        return start.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
    }

    private static int Read(Stream stream, byte[] buffer, int atLeast, string path)
    {
        try
        {
            return stream.ReadAtLeast(buffer, atLeast, throwOnEndOfStream: false);
        }
        catch (IOException exception)
        {
            throw RegularFile.Unreadable(path, exception);
        }
    }

    private static string Decode(MemoryStream line, string path, int number)
    {
        var bytes = line.GetBuffer().AsSpan(0, (int)line.Length);
        if (bytes.EndsWith("\r"u8))
            bytes = bytes[..^1];
        if (bytes.IndexOf((byte)0) is >= 0 and var zero)
            throw new KimiException($"{path}({number},{zero + 1}): a zero byte, so this is no text file: give one in UTF-8");
        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            var valid = s_strict.GetCharCount(bytes[..exception.Index]);
            throw new KimiException(
                $"{path}({number},{valid + 1}): the byte 0x{bytes[exception.Index]:X2} is not UTF-8: convert the file, such as with iconv -f LATIN1 -t UTF-8",
                exception);
        }
    }
}
