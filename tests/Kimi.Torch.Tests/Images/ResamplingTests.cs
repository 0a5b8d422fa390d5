using Kimi.Torch.Images;

namespace Kimi.Torch.Tests.Images;

/// <summary>Resizing, against means by hand and bytes that Pillow 9.4 gave.</summary>
public sealed class ResamplingTests
{
    [Fact]
    public void The_same_size_changes_nothing()
    {
        var image = Noise(9, 7);

        Assert.Equal(image.Pixels, Resampling.Resize(image, 9, 7, ResamplingFilter.Bicubic).Pixels);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void One_colour_stays_one_colour(int filter)
    {
        var image = new RgbImage(13, 5, [.. Enumerable.Repeat(new byte[] { 17, 130, 255 }, 13 * 5).SelectMany(pixel => pixel)]);

        foreach (var (width, height) in new[] { (3, 2), (40, 31), (1, 1) })
        {
            var resized = Resampling.Resize(image, width, height, (ResamplingFilter)filter);
            Assert.All(resized.Pixels.Chunk(3), pixel => Assert.Equal([17, 130, 255], pixel));
        }
    }

    // Half the width: a triangle over 4 pixels, 1 : 3 : 3 : 1, of which the edges have 3 : 3 : 1.
    [Fact]
    public void Bilinear_halves_by_triangles()
    {
        var resized = Resampling.Resize(Row(0, 70, 140, 210, 0, 0), 3, 1, ResamplingFilter.Bilinear);

        Assert.Equal([(3 * 70 + 140) / 7, (70 + (3 * 140) + (3 * 210)) / 8, 210 / 7], Reds(resized).Select(value => (int)value));
    }

    // Twice the width: places are a quarter of a pixel off, and the cubic at 1/4, 3/4, 5/4 and 7/4 is 111, 29, −9 and −3 of 128.
    [Fact]
    public void Bicubic_doubles_by_cubics()
    {
        var resized = Resampling.Resize(Row(100, 100, 200, 200, 200), 10, 1, ResamplingFilter.Bicubic);

        Assert.Equal(
            [
                100,
                Rounded((100 * (111 + 29)) + (200 * -3), 111 + 29 - 3),
                Rounded((100 * (111 + 29)) + (200 * -9), 111 + 29 - 9),
                Rounded((100 * (111 - 9)) + (200 * (29 - 3)), 128),
                Rounded((100 * (29 - 3)) + (200 * (111 - 9)), 128),
                Rounded((100 * -9) + (200 * (111 + 29 - 3)), 128),
                Rounded((100 * -3) + (200 * (111 + 29 - 9)), 128),
                200, 200, 200,
            ],
            Reds(resized).Select(value => (int)value));

        static int Rounded(double sum, double weights) => (int)Math.Round(sum / weights);
    }

    // 2 is bilinear and 3 bicubic, as Pillow has them. By Image.frombytes("RGB", (5, 4), bytes(range(0, 240, 4))).resize((3, 7), …).
    [Theory]
    [InlineData(2, "05090d181c202b2f331a1e222d31354044483d414550545863676b5f636772767a85898d81858994989ca7abafa4a8acb7bbbfcaced2b9bdc1ccd0d4dfe3e7")]
    [InlineData(3, "00030713171b272b2f14181c282c303c40443b3f434f535763676b5e626672767a868a8e81858995999da9adb1a8acb0bcc0c4d0d4d8bdc1c5d1d5d9e5e9ed")]
    public void Bytes_are_those_of_pillow(int filter, string expected)
    {
        var image = new RgbImage(5, 4, [.. Enumerable.Range(0, 60).Select(i => (byte)(4 * i))]);

        var resized = Resampling.Resize(image, 3, 7, (ResamplingFilter)filter);

        Assert.Equal(expected, Convert.ToHexStringLower(resized.Pixels));
    }

    internal static RgbImage Noise(int width, int height)
    {
        var pixels = new byte[3 * width * height];
        new Random(5).NextBytes(pixels);
        return new(width, height, pixels);
    }

    private static RgbImage Row(params byte[] values) => new(values.Length, 1, [.. values.SelectMany(value => new[] { value, value, value })]);

    private static byte[] Reds(RgbImage image) => [.. image.Pixels.Chunk(3).Select(pixel => pixel[0])];
}
