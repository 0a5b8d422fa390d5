using System.Runtime.InteropServices;
using SkiaSharp;

namespace Kimi.Torch.Images;

/// <summary>Images as PNG files.</summary>
internal static class PngFile
{
    /// <summary>Writes an image.</summary>
    /// <param name="image">The image.</param>
    /// <returns>The bytes of the file.</returns>
    public static byte[] Of(RgbImage image)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var rgba = new byte[4 * image.Width * image.Height];
        for (var pixel = 0; pixel < image.Width * image.Height; pixel++)
        {
            image.Pixels.AsSpan(3 * pixel, 3).CopyTo(rgba.AsSpan(4 * pixel));
            rgba[(4 * pixel) + 3] = byte.MaxValue;
        }

        Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }
}
