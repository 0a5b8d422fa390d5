using SkiaSharp;

namespace Kimi.Recipes.Drawings;

/// <summary>A square of a few pixels in two colours.</summary>
internal sealed class Canvas
{
    /// <summary>Its height and width.</summary>
    internal const int Size = 32;

    /// <summary>The height and width of a cell; four by four of them fill the canvas.</summary>
    internal const int Cell = 8;

    /// <summary>How many cells there are.</summary>
    internal const int Cells = Size / Cell * (Size / Cell);

    private const int Noise = 16;
    private const int Shift = 2;

    private readonly bool[,] _ink = new bool[Size, Size];

    /// <summary>Draws a pixel; outside of the canvas it is lost.</summary>
    internal void Dot(int x, int y)
    {
        if (x is >= 0 and < Size && y is >= 0 and < Size)
            _ink[y, x] = true;
    }

    /// <summary>Fills a rectangle.</summary>
    internal void Fill(int x, int y, int width, int height)
    {
        for (var i = 0; i < width * height; i++)
            Dot(x + (i % width), y + (i / width));
    }

    /// <summary>Writes characters into cells, by rows from the top left, all of them up to a pixel further right and down.</summary>
    internal void Write(string text, Random random)
    {
        var (dx, dy) = (random.Next(Shift), random.Next(Shift));
        for (var i = 0; i < text.Length; i++)
            Glyphs.Draw(this, text[i], (i % (Size / Cell) * Cell) + 1 + dx, (i / (Size / Cell) * Cell) + dy);
    }

    /// <summary>The picture as a file, in a random dark colour on a random light one, turned around its middle, with noise.</summary>
    /// <param name="random">Decides colours and noise.</param>
    /// <param name="rotation">By how many degrees it is turned, clockwise.</param>
    internal byte[] ToPng(Random random, double rotation = 0)
    {
        var (ink, paper) = (Colour(random, 0), Colour(random, 176));
        using var drawn = new SKBitmap(Size, Size, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var i = 0; i < Size * Size; i++)
            drawn.SetPixel(i % Size, i / Size, _ink[i / Size, i % Size] ? ink : paper);
        using var turned = new SKBitmap(drawn.Info);
        using (var canvas = new SKCanvas(turned))
        {
            canvas.Clear(paper);
            canvas.RotateDegrees((float)rotation, Size / 2f, Size / 2f);
            using var image = SKImage.FromBitmap(drawn);
            canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear));
        }

        for (var i = 0; i < Size * Size; i++)
        {
            var (x, y) = (i % Size, i / Size);
            var (colour, noise) = (turned.GetPixel(x, y), random.Next(Noise));
            turned.SetPixel(x, y, new((byte)(colour.Red + noise), (byte)(colour.Green + noise), (byte)(colour.Blue + noise)));
        }

        using var data = turned.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    // Up to 56 above the least, so that noise does not exceed 255.
    private static SKColor Colour(Random random, int least) =>
        new((byte)(least + random.Next(56)), (byte)(least + random.Next(56)), (byte)(least + random.Next(56)));
}
