using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Images;
using SkiaSharp;

namespace Kimi.Torch.Tests.Images;

/// <summary>Image files: every kind becomes RGB, upright; and what exceeds a limit is told before memory is taken for it.</summary>
public sealed class ImageFileTests
{
    private static readonly ImageLimits s_all = new() { Formats = ImageFormats.Png | ImageFormats.Jpeg | ImageFormats.WebP };

    [Fact]
    public void Colours_are_read_as_they_are()
    {
        var image = Decode(ImageSamples.Png(2, [[1, 2, 3, 250, 251, 252], [9, 8, 7, 0, 128, 255]]));

        Assert.Equal((2, 2), (image.Width, image.Height));
        Assert.Equal([1, 2, 3, 250, 251, 252, 9, 8, 7, 0, 128, 255], image.Pixels);
    }

    [Fact]
    public void Grey_becomes_three_equal_colours() =>
        Assert.Equal([0, 0, 0, 7, 7, 7, 255, 255, 255], Decode(ImageSamples.Png(3, [[0, 7, 255]], ImageSamples.Grey)).Pixels);

    [Fact]
    public void A_palette_is_looked_up() => Assert.Equal(
        [9, 8, 7, 1, 2, 3, 9, 8, 7], Decode(ImageSamples.Png(3, [[1, 0, 1]], ImageSamples.Palette, palette: [1, 2, 3, 9, 8, 7])).Pixels);

    [Fact]
    public void Transparency_is_left_out_and_what_lies_below_it_shows() => Assert.Equal(
        [10, 20, 30, 200, 100, 50], Decode(ImageSamples.Png(2, [[10, 20, 30, 255, 200, 100, 50, 0]], ImageSamples.RgbAlpha)).Pixels);

    [Fact]
    public void Transparency_of_grey_is_left_out_too() =>
        Assert.Equal([10, 10, 10, 200, 200, 200], Decode(ImageSamples.Png(2, [[10, 128, 200, 0]], ImageSamples.GreyAlpha)).Pixels);

    [Fact]
    public void Of_sixteen_bits_the_upper_eight_count()
    {
        Assert.Equal([0x12, 0x80, 0xFE], Decode(ImageSamples.Png(1, [[0x12, 0xFF, 0x80, 0x00, 0xFE, 0x7F]], bits: 16)).Pixels);
        Assert.Equal([0x12, 0x12, 0x12], Decode(ImageSamples.Png(1, [[0x12, 0xFF]], ImageSamples.Grey, bits: 16)).Pixels);
    }

    [Fact]
    public void Black_and_white_of_one_bit_is_read() =>
        Assert.Equal([255, 255, 255, 0, 0, 0, 255, 255, 255], Decode(ImageSamples.Png(3, [[0b1010_0000]], ImageSamples.Grey, bits: 1)).Pixels);

    // Four squares, red and green above blue and white, of which orientation k has to be turned to stand as they did.
    [Theory]
    [InlineData(1, "RGBW", true)]
    [InlineData(2, "GRWB", true)]
    [InlineData(3, "WBGR", true)]
    [InlineData(4, "BWRG", true)]
    [InlineData(5, "RBGW", false)]
    [InlineData(6, "BRWG", false)]
    [InlineData(7, "WGBR", false)]
    [InlineData(8, "GWRB", false)]
    public void An_image_is_turned_upright_as_its_exif_data_says(byte orientation, string squares, bool isWide)
    {
        var jpeg = ImageSamples.Encoded(SKEncodedImageFormat.Jpeg, 64, 32, (x, y) => (x < 32, y < 16) switch
        {
            (true, true) => SKColors.Red,
            (false, true) => SKColors.Lime,
            (true, false) => SKColors.Blue,
            _ => SKColors.White,
        });

        var image = Decode(ImageSamples.Turned(jpeg, orientation));

        Assert.Equal(isWide ? (64, 32) : (32, 64), (image.Width, image.Height));
        Assert.Equal(squares, string.Concat(
            Name(image, 1, 1), Name(image, image.Width - 2, 1), Name(image, 1, image.Height - 2), Name(image, image.Width - 2, image.Height - 2)));
    }

    [Fact]
    public void WebP_is_read_where_it_is_allowed()
    {
        var webP = ImageSamples.Encoded(SKEncodedImageFormat.Webp, 8, 8, (_, _) => new SKColor(200, 100, 50), quality: 100);

        Assert.InRange(Decode(webP).Pixels[0], 195, 205);
        var error = Assert.Throws<KimiException>(() => ImageFile.Decode(webP, "'a.webp'", new()));
        Assert.Equal("'a.webp' is an image in the format WebP, and PNG, JPEG are allowed: convert it, or allow it", error.Message);
    }

    [Theory]
    [InlineData("GIF89a", "'x' is no image in one of the formats PNG, JPEG, WebP: convert it to one of them")]
    [InlineData("", "'x' is no image in one of the formats PNG, JPEG, WebP: convert it to one of them")]
    [InlineData("\u0089PNG", "'x' is a damaged PNG: copy or make it again")]
    [InlineData("\u00FF\u00D8\u00FF\u00E0", "'x' is a damaged JPEG: copy or make it again")]
    [InlineData("RIFF\0\0\0\0WEBPVP8 ", "'x' is a damaged WebP: copy or make it again")]
    public void What_is_no_image_is_told(string content, string message) =>
        Assert.Equal(message, Refusal(System.Text.Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void An_image_of_too_many_pixels_is_refused_before_memory_is_taken_for_them()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(
            "'x' has 30000 x 30000 pixels, and 33554432 is the most for an image: make it smaller, or raise the limit",
            Refusal(ImageSamples.PngOfSize(30_000, 30_000)));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_file_of_too_many_bytes_is_refused()
    {
        var png = ImageSamples.Png(1, [[1, 2, 3]]);

        var error = Assert.Throws<KimiException>(() => ImageFile.Decode(png, "'x'", s_all with { MaxBytes = png.Length - 1 }));

        Assert.Equal($"'x' has {png.Length} bytes, and {png.Length - 1} is the most for an image: make it smaller, or raise the limit", error.Message);
    }

    [Fact]
    public void Half_of_a_file_is_damaged()
    {
        foreach (var format in new[] { SKEncodedImageFormat.Png, SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Webp })
        {
            var file = ImageSamples.Encoded(format, 60, 60, ImageSamples.Gradient);
            Assert.Contains("is a damaged", Refusal(file[..(file.Length / 2)]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_jpeg_of_many_scans_is_refused_before_it_is_decoded()
    {
        var jpeg = ImageSamples.Encoded(SKEncodedImageFormat.Jpeg, 16, 16, ImageSamples.Gradient);
        byte[] scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x55];

        var refusal = Refusal([.. jpeg[..^2], .. Enumerable.Repeat(scan, 100).SelectMany(bytes => bytes), .. jpeg[^2..]]);

        Assert.Equal("'x' is a JPEG of 101 scans, and 64 is the most: save it anew", refusal);
    }

    [Fact]
    public void A_jpeg_in_printers_colours_is_refused()
    {
        var jpeg = ImageSamples.Encoded(SKEncodedImageFormat.Jpeg, 16, 16, ImageSamples.Gradient);
        var frame = Enumerable.Range(0, jpeg.Length).First(at => jpeg[at] == 0xFF && jpeg[at + 1] == 0xC0);
        jpeg[frame + 9] = 4;

        Assert.Equal("'x' is a JPEG in 4 colours, as printers use them: convert it to RGB", Refusal(jpeg));
    }

    private static RgbImage Decode(byte[] file) => ImageFile.Decode(file, "'x'", s_all);

    private static string Refusal(byte[] file)
    {
        var error = Assert.Throws<KimiException>(() => Decode(file));
        Told.AssertMessage(error.Message);
        return error.Message;
    }

    private static char Name(RgbImage image, int x, int y)
    {
        var at = 3 * ((y * image.Width) + x);
        return (image.Pixels[at] > 128, image.Pixels[at + 1] > 128, image.Pixels[at + 2] > 128) switch
        {
            (true, false, false) => 'R',
            (false, true, false) => 'G',
            (false, false, true) => 'B',
            (true, true, true) => 'W',
            _ => '?',
        };
    }
}
