using System.Runtime.InteropServices;
using Kimi.Dsl;
using SkiaSharp;

namespace Kimi.Torch.Images;

/// <summary>
/// Image files of anybody's, decoded by Skia: whatever is in them, they become pixels or a line. Grey and palettes become RGB; of 16 bits a channel the upper 8
/// count; transparency and colour profiles are left out, as Pillow's <c>convert("RGB")</c> does it; an image is turned upright as its EXIF data says.
/// </summary>
internal static class ImageFile
{
    // Progressive files have about ten; each goes over all pixels, and a few bytes can ask for one.
    private const int MostScans = 64;

    private static readonly (ImageFormats Format, string Name, string MediaType)[] s_formats =
    [
        (ImageFormats.Png, "PNG", "image/png"), (ImageFormats.Jpeg, "JPEG", "image/jpeg"), (ImageFormats.WebP, "WebP", "image/webp"),
    ];

    /// <summary>The media type of a file, by its first bytes.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <param name="limits">What it may be.</param>
    /// <exception cref="KimiException">It is too large, or of no format that is allowed.</exception>
    public static string MediaType(ReadOnlySpan<byte> content, string source, ImageLimits limits) => Format(content, source, limits).MediaType;

    /// <summary>Reads an image.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <param name="limits">What it may be.</param>
    /// <exception cref="KimiException">It exceeds a limit, is of another format, or is damaged.</exception>
    public static RgbImage Decode(byte[] content, string source, ImageLimits limits)
    {
        var format = Format(content, source, limits);
        if (format.Format == ImageFormats.Jpeg)
            RefuseUnusual(JpegStructure.Of(content), source);
        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data) ?? throw Damaged(source, format.Name);
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width < 1 || height < 1)
            throw Damaged(source, format.Name);
        if ((long)width * height > limits.MaxPixels)
        {
            throw new KimiException(
                $"{source} has {width} x {height} pixels, and {limits.MaxPixels} is the most for an image: make it smaller, or raise the limit");
        }

        if (codec.FrameCount > 1)
            throw new KimiException($"{source} is an animation of {codec.FrameCount} pictures: give one of them");
        var rgba = new byte[4 * width * height];
        var pinned = GCHandle.Alloc(rgba, GCHandleType.Pinned);
        try
        {
            // Without a colour space, Skia leaves the numbers as they are in the file.
            var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            if (codec.GetPixels(info, pinned.AddrOfPinnedObject()) != SKCodecResult.Success)
                throw Damaged(source, format.Name);
        }
        finally
        {
            pinned.Free();
        }

        return Upright(rgba, width, height, codec.EncodedOrigin);
    }

    private static (ImageFormats Format, string Name, string MediaType) Format(ReadOnlySpan<byte> content, string source, ImageLimits limits)
    {
        if (content.Length > limits.MaxBytes)
        {
            throw new KimiException(
                $"{source} has {content.Length} bytes, and {limits.MaxBytes} is the most for an image: make it smaller, or raise the limit");
        }

        var found = content switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => ImageFormats.Png,
            [0xFF, 0xD8, 0xFF, ..] => ImageFormats.Jpeg,
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageFormats.WebP,
            _ => ImageFormats.None,
        };
        var allowed = s_formats.Where(format => limits.Formats.HasFlag(format.Format)).ToList();
        if (allowed.FindIndex(format => format.Format == found) is >= 0 and var index)
            return allowed[index];
        var names = string.Join(", ", allowed.Select(format => format.Name));
        throw new KimiException(found == ImageFormats.None
            ? $"{source} is no image in one of the formats {names}: convert it to one of them"
            : $"{source} is an image in the format {s_formats.First(format => format.Format == found).Name}, and {names} are allowed: convert it, or allow it");
    }

    private static void RefuseUnusual(JpegStructure structure, string source)
    {
        if (structure.Components > 3)
            throw new KimiException($"{source} is a JPEG in {structure.Components} colours, as printers use them: convert it to RGB");
        if (structure.Scans > MostScans)
            throw new KimiException($"{source} is a JPEG of {structure.Scans} scans, and {MostScans} is the most: save it anew");
    }

    // For each pixel of the upright image, where it is in the file. Origins from LeftTop on lie on their side.
    private static RgbImage Upright(byte[] rgba, int width, int height, SKEncodedOrigin origin)
    {
        var (across, down) = origin >= SKEncodedOrigin.LeftTop ? (height, width) : (width, height);
        var pixels = new byte[3 * width * height];
        for (var y = 0; y < down; y++)
        {
            for (var x = 0; x < across; x++)
            {
                var (column, row) = origin switch
                {
                    SKEncodedOrigin.TopRight => (width - 1 - x, y),
                    SKEncodedOrigin.BottomRight => (width - 1 - x, height - 1 - y),
                    SKEncodedOrigin.BottomLeft => (x, height - 1 - y),
                    SKEncodedOrigin.LeftTop => (y, x),
                    SKEncodedOrigin.RightTop => (y, height - 1 - x),
                    SKEncodedOrigin.RightBottom => (width - 1 - y, height - 1 - x),
                    SKEncodedOrigin.LeftBottom => (width - 1 - y, x),
                    _ => (x, y),
                };
                rgba.AsSpan(4 * ((row * width) + column), 3).CopyTo(pixels.AsSpan(3 * ((y * across) + x)));
            }
        }

        return new(across, down, pixels);
    }

    private static KimiException Damaged(string source, string format) => new($"{source} is a damaged {format}: copy or make it again");
}
