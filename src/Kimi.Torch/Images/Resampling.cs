namespace Kimi.Torch.Images;

/// <summary>How an image is brought to another size.</summary>
internal enum ResamplingFilter
{
    /// <summary>Triangles, 2 pixels wide.</summary>
    Bilinear = 2,

    /// <summary>Cubic splines with a = −0.5 (Keys 1981), 4 pixels wide.</summary>
    Bicubic = 3,
}

/// <summary>
/// Resizes as Pillow does it, to the same bytes: each pixel is the mean of those around its place, weighted by the filter, which is as much wider as the image
/// becomes smaller; first along rows, then along columns, in fixed-point numbers, with bytes between.
/// </summary>
internal static class Resampling
{
    private const int Channels = 3;
    private const int FractionBits = 22;

    /// <summary>Resizes an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="width">The new width.</param>
    /// <param name="height">The new height.</param>
    /// <param name="filter">The filter.</param>
    public static RgbImage Resize(RgbImage image, int width, int height, ResamplingFilter filter)
    {
        var wide = width == image.Width ? image : AlongRows(image, width, filter);
        return height == wide.Height ? wide : AlongColumns(wide, height, filter);
    }

    private static RgbImage AlongRows(RgbImage image, int width, ResamplingFilter filter)
    {
        var pixels = new byte[Channels * width * image.Height];
        var weights = WeightsOf(image.Width, width, filter);
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var from = Channels * ((y * image.Width) + weights[x].First);
                WeightedMean(image.Pixels, from, step: Channels, weights[x].Values, pixels, Channels * ((y * width) + x));
            }
        }

        return new(width, image.Height, pixels);
    }

    private static RgbImage AlongColumns(RgbImage image, int height, ResamplingFilter filter)
    {
        var pixels = new byte[Channels * image.Width * height];
        var weights = WeightsOf(image.Height, height, filter);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                var from = Channels * ((weights[y].First * image.Width) + x);
                WeightedMean(image.Pixels, from, step: Channels * image.Width, weights[y].Values, pixels, Channels * ((y * image.Width) + x));
            }
        }

        return new(image.Width, height, pixels);
    }

    private static void WeightedMean(byte[] pixels, int from, int step, int[] weights, byte[] result, int to)
    {
        const int Half = 1 << (FractionBits - 1);
        var (red, green, blue) = (Half, Half, Half);
        foreach (var weight in weights)
        {
            red += pixels[from] * weight;
            green += pixels[from + 1] * weight;
            blue += pixels[from + 2] * weight;
            from += step;
        }

        result[to] = Byte(red);
        result[to + 1] = Byte(green);
        result[to + 2] = Byte(blue);

        static byte Byte(int sum) => (byte)Math.Clamp(sum >> FractionBits, 0, 255);
    }

    // For each new pixel, the first of the old ones that count, and their weights, whose sum is one.
    private static (int First, int[] Values)[] WeightsOf(int before, int after, ResamplingFilter filter)
    {
        var scale = (double)before / after;
        var stretch = Math.Max(scale, 1);
        var support = (filter == ResamplingFilter.Bicubic ? 2 : 1) * stretch;
        return [.. Enumerable.Range(0, after).Select(place =>
        {
            var center = (place + 0.5) * scale;
            var first = Math.Max((int)(center - support + 0.5), 0);
            var weights = new double[Math.Min((int)(center + support + 0.5), before) - first];
            for (var i = 0; i < weights.Length; i++)
                weights[i] = Weight((first + i - center + 0.5) * (1 / stretch), filter);
            var sum = weights.Sum();
            return (first, Array.ConvertAll(weights, weight => (int)Math.Round(weight / sum * (1 << FractionBits), MidpointRounding.AwayFromZero)));
        })];
    }

    private static double Weight(double distance, ResamplingFilter filter)
    {
        const double A = -0.5;
        var x = Math.Abs(distance);
        if (filter == ResamplingFilter.Bilinear)
            return Math.Max(1 - x, 0);
        if (x < 1)
            return (((A + 2) * x) - (A + 3)) * x * x + 1;
        return x < 2 ? ((((x - 5) * x) + 8) * x - 4) * A : 0;
    }
}
