using System.Globalization;
using System.Text.RegularExpressions;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Images;
using SkiaSharp;
using Xunit.Abstractions;

namespace Kimi.Torch.Tests.Images;

/// <summary>Whatever is in an image file, it becomes pixels or a line, in bounded memory.</summary>
public sealed partial class ImageFuzzTests(ITestOutputHelper output)
{
    private const int Inputs = 300;
    private const int InputsOfLongRuns = 10_000;

    private static readonly ImageLimits s_limits = new() { MaxPixels = 1 << 22, Formats = ImageFormats.Png | ImageFormats.Jpeg | ImageFormats.WebP };

    [Fact]
    public void A_changed_image_becomes_pixels_or_a_line() => Decode(Inputs, seed: 3);

    [SkippableFact]
    [Trait("Category", "Long")]
    public void A_changed_image_becomes_pixels_or_a_line_in_bounded_memory_at_full_count()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "memory is read from /proc");
        Decode(Inputs, seed: 4);
        var before = Resident();

        Decode(InputsOfLongRuns, seed: 5);

        // 7 bytes for each of 4 million pixels, as much again for the pixels of what was not collected yet, and what Skia has beside them.
        var peak = Peak() - before;
        output.WriteLine($"{InputsOfLongRuns} changed images: at most {peak >> 20} MiB more than before");
        Assert.InRange(peak, long.MinValue, 256 << 20);
    }

    private static void Decode(int inputs, int seed)
    {
        byte[][] samples =
        [
            ImageSamples.Encoded(SKEncodedImageFormat.Png, 40, 30, ImageSamples.Gradient),
            ImageSamples.Png(3, [[0, 1, 1], [1, 0, 1]], ImageSamples.Palette, palette: [1, 2, 3, 9, 8, 7]),
            ImageSamples.Png(2, [[1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8]], ImageSamples.GreyAlpha, bits: 16),
            ImageSamples.Turned(ImageSamples.Encoded(SKEncodedImageFormat.Jpeg, 40, 30, ImageSamples.Gradient), 6),
            ImageSamples.Encoded(SKEncodedImageFormat.Webp, 40, 30, ImageSamples.Gradient, quality: 80),
            ImageSamples.Encoded(SKEncodedImageFormat.Webp, 40, 30, ImageSamples.Gradient, quality: 100),
        ];
        Mutations.ResultOrMessage(inputs, seed, random => Changed(samples[random.Next(samples.Length)], random), input =>
        {
            var image = ImageFile.Decode(input, "'x'", s_limits);
            Assert.Equal(3 * image.Width * image.Height, image.Pixels.Length);
            Assert.InRange(image.Pixels.Length, 3, 3 * s_limits.MaxPixels);
        });
    }

    // Mostly with checksums that fit, so that decoders go on.
    private static byte[] Changed(byte[] file, Random random)
    {
        var changed = Mutations.OfBytes(file, random);
        return random.Next(4) == 0 ? changed : ImageSamples.WithChecksums(changed);
    }

    private static long Resident() => Kibibytes("VmRSS") << 10;

    private static long Peak() => Kibibytes("VmHWM") << 10;

    private static long Kibibytes(string field) => long.Parse(
        Fields().Matches(File.ReadAllText("/proc/self/status")).First(match => match.Groups["name"].Value == field).Groups["kibibytes"].Value,
        CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<name>Vm\w+):\s+(?<kibibytes>\d+) kB")]
    private static partial Regex Fields();
}
