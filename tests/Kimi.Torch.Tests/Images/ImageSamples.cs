using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using SkiaSharp;

namespace Kimi.Torch.Tests.Images;

/// <summary>Image files of all kinds, made here.</summary>
internal static class ImageSamples
{
    internal const byte Grey = 0;
    internal const byte Rgb = 2;
    internal const byte Palette = 3;
    internal const byte GreyAlpha = 4;
    internal const byte RgbAlpha = 6;

    private static readonly byte[] s_signature = [0x89, .. "PNG\r\n\u001a\n"u8];

    /// <summary>A PNG of any kind.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="rows">The bytes of each row.</param>
    /// <param name="colours">What a pixel has.</param>
    /// <param name="bits">How many bits each of it has.</param>
    /// <param name="palette">The palette, if there is one.</param>
    internal static byte[] Png(int width, byte[][] rows, byte colours = Rgb, byte bits = 8, byte[]? palette = null)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), rows.Length);
        (header[8], header[9]) = (bits, colours);
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest))
        {
            foreach (var row in rows)
                zlib.Write([0, .. row]);
        }

        return
        [
            .. s_signature, .. Chunk("IHDR"u8, header), .. palette is null ? [] : Chunk("PLTE"u8, palette), .. Chunk("IDAT"u8, data.ToArray()),
            .. Chunk("IEND"u8, []),
        ];
    }

    /// <summary>A PNG that says it has more pixels than its bytes have.</summary>
    internal static byte[] PngOfSize(int width, int height)
    {
        var png = Png(1, [[1, 2, 3]]);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return WithChecksums(png);
    }

    /// <summary>The file with checksums that fit its chunks, as far as they can be found.</summary>
    internal static byte[] WithChecksums(byte[] png)
    {
        for (var at = s_signature.Length; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (length < 0 || length > png.Length - at - 12)
                break;
            BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(at + 8 + length), Crc32.HashToUInt32(png.AsSpan(at + 4, 4 + length)));
            at += 12 + length;
        }

        return png;
    }

    /// <summary>An image as Skia encodes it.</summary>
    internal static byte[] Encoded(SKEncodedImageFormat format, int width, int height, Func<int, int, SKColor> colour, int quality = 95)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                bitmap.SetPixel(x, y, colour(x, y));
        }

        using var data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    /// <summary>A JPEG that says how it is to be turned.</summary>
    internal static byte[] Turned(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }

    /// <summary>Colours that change everywhere.</summary>
    internal static SKColor Gradient(int x, int y) => new((byte)((7 * x) + (3 * y)), (byte)(255 - (5 * x)), (byte)((x * y) + 40));

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }
}
