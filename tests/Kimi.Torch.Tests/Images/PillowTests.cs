using System.Diagnostics;
using System.Globalization;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Images;
using SkiaSharp;
using Xunit.Abstractions;

namespace Kimi.Torch.Tests.Images;

/// <summary>Decoded and resized images against Pillow's, which transformers reads images with; see <c>tests/install-torch.sh</c>.</summary>
[Trait("Category", "PythonTorch")]
public sealed class PillowTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, int, int, int> Kinds => new()
    {
        { "rgb", 224, 224, 3 }, { "rgb", 17, 90, 2 }, { "rgb", 5, 4, 3 }, { "grey", 32, 32, 3 }, { "palette", 9, 9, 2 }, { "alpha", 14, 14, 3 },
        { "grey alpha", 14, 14, 3 }, { "16 bits", 14, 14, 3 }, { "jpeg", 40, 40, 3 }, { "jpeg 6", 40, 40, 3 }, { "jpeg 7", 40, 40, 3 }, { "webp", 40, 40, 3 },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Pixels_are_those_of_pillow(string kind, int width, int height, int filter)
    {
        File.WriteAllBytes(_folder.File("image"), Sample(kind));
        var (theirs, theirsResized) = Pillow(width, height, filter);
        var limits = new ImageLimits { Formats = ImageFormats.Png | ImageFormats.Jpeg | ImageFormats.WebP };

        var image = ImageFile.Decode(File.ReadAllBytes(_folder.File("image")), "'x'", limits);
        var resized = Resampling.Resize(image, width, height, (ResamplingFilter)filter);

        // Decoders of JPEG and WebP may round differently; resizing may not.
        var isExact = !kind.StartsWith("jpeg", StringComparison.Ordinal) && kind != "webp";
        var difference = Difference(theirs, image.Pixels);
        output.WriteLine($"{kind}: values differ by at most {difference}, resized by {Difference(theirsResized, resized.Pixels)}");
        Assert.InRange(difference, 0, isExact ? 0 : 1);
        Assert.InRange(Difference(theirsResized, resized.Pixels), 0, isExact ? 0 : 1);
    }

    private static byte[] Sample(string kind)
    {
        byte[] noise = ResamplingTests.Noise(40, 48).Pixels;
        byte[][] rows = [.. noise.Chunk(120)];
        return kind switch
        {
            "rgb" => ImageSamples.Png(40, rows),
            "grey" => ImageSamples.Png(120, rows, ImageSamples.Grey),
            "palette" => ImageSamples.Png(
                120, [.. rows.Select(row => Array.ConvertAll(row, value => (byte)(value % 5)))], ImageSamples.Palette, palette: noise[..15]),
            "alpha" => ImageSamples.Png(30, rows, ImageSamples.RgbAlpha),
            "grey alpha" => ImageSamples.Png(60, rows, ImageSamples.GreyAlpha),
            "16 bits" => ImageSamples.Png(20, rows, bits: 16),
            "webp" => ImageSamples.Encoded(SKEncodedImageFormat.Webp, 60, 40, ImageSamples.Gradient, quality: 100),
            "jpeg" => ImageSamples.Encoded(SKEncodedImageFormat.Jpeg, 60, 40, ImageSamples.Gradient),
            _ => ImageSamples.Turned(
                ImageSamples.Encoded(SKEncodedImageFormat.Jpeg, 60, 40, ImageSamples.Gradient), byte.Parse(kind[^1..], CultureInfo.InvariantCulture)),
        };
    }

    private (byte[] Image, byte[] Resized) Pillow(int width, int height, int filter)
    {
        var python = Environment.GetEnvironmentVariable("KIMI_TEST_PYTHON");
        Assert.False(string.IsNullOrEmpty(python), "set KIMI_TEST_PYTHON to a Python that has Pillow: tests/install-torch.sh installs one");
        var script = Path.Combine(TestData.Repository, "tests", "Kimi.Torch.Tests", "Images", "pillow.py");
        string[] arguments = [script, _folder.File("image"), $"{width}", $"{height}", $"{filter}"];
        using var process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n');
        var told = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, told);
        return (Convert.FromHexString(lines[0]), Convert.FromHexString(lines[1]));
    }

    private static int Difference(byte[] theirs, byte[] ours)
    {
        Assert.Equal(theirs.Length, ours.Length);
        return theirs.Zip(ours, (a, b) => Math.Abs(a - b)).Max();
    }
}
