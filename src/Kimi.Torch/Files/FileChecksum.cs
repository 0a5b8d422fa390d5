using System.Buffers;
using System.IO.Hashing;

namespace Kimi.Torch.Files;

/// <summary>What a file contains: its size in bytes, and the XXH3-128 of its contents in lower-case hexadecimal digits. It tells damage, not forgery.</summary>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Xxh3">The XXH3-128 of its contents.</param>
/// <remarks>A struct, since the serializer would accept null for an entry that is a class.</remarks>
internal readonly record struct FileChecksum(long Size, string Xxh3)
{
    private const int BufferSize = 1 << 20;

    /// <summary>The checksum of a file.</summary>
    /// <param name="path">The file.</param>
    public static FileChecksum Of(string path) => OfStart(path, long.MaxValue);

    /// <summary>The checksum of a file's first bytes: of all of them if it has fewer.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">How many bytes.</param>
    public static FileChecksum OfStart(string path, long length)
    {
        var (hash, size) = (new XxHash128(), 0L);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
            while (stream.Read(buffer, 0, (int)Math.Min(buffer.Length, length - size)) is > 0 and var read)
            {
                hash.Append(buffer.AsSpan(0, read));
                size += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return new(size, Convert.ToHexStringLower(hash.GetCurrentHash()));
    }
}
