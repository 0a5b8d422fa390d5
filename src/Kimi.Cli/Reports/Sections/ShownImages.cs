using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Torch.Files;
using Kimi.Torch.Images;

namespace Kimi.Cli.Reports.Sections;

/// <summary>
/// The images of prompts, made small and written into the page, so that it stays one file: at most four of a problem, of 192 pixels a side. Each is less than
/// 150 KB.
/// </summary>
/// <param name="stage">The stage that showed them: the outputs of those that it depends on have them.</param>
internal sealed class ShownImages(RecordedStage stage)
{
    private const int MostOfAProblem = 4;
    private const int LongestSide = 192;

    private static readonly ImageLimits s_limits = new() { Formats = ImageFormats.Png | ImageFormats.Jpeg | ImageFormats.WebP };

    /// <summary>Shows images.</summary>
    /// <param name="hashes">Their hashes; null for none.</param>
    public Html Show(IReadOnlyList<string>? hashes)
    {
        if (hashes is null or [])
            return Html.Empty;
        var more = hashes.Count - MostOfAProblem;
        return Html.Of(
            $"<div class=\"images\">{hashes.Take(MostOfAProblem).Select(Show)}{(more > 0 ? Html.Of($"<small>and {more} more</small>") : Html.Empty)}</div>");
    }

    private Html Show(string hash)
    {
        try
        {
            var image = Small(ImageFile.Decode(Read(hash), "the image", s_limits));
            var address = $"data:image/png;base64,{Convert.ToBase64String(PngFile.Of(image))}";
            return Html.Of($"<img src=\"{address}\" width=\"{Math.Max(image.Width, LongestSide / 2)}\" alt=\"image {hash[..8]}\">");
        }
        catch (Exception exception) when (exception is KimiException or IOException or UnauthorizedAccessException)
        {
            return Html.Of($"<small>an image that is not kept, or damaged</small>");
        }
    }

    private byte[] Read(string hash)
    {
        var places = stage.Ancestry.Select(each => OutputImages.PlaceOf(hash, each.Place.OutputFolder));
        return SmallFile.Read(places.FirstOrDefault(File.Exists) ?? throw new KimiException($"image {hash} is not kept"));
    }

    private static RgbImage Small(RgbImage image)
    {
        var share = Math.Min(1, (double)LongestSide / Math.Max(image.Width, image.Height));
        return share == 1 ? image : Resampling.Resize(image, Length(image.Width), Length(image.Height), ResamplingFilter.Bilinear);

        int Length(int pixels) => Math.Max(1, (int)Math.Round(share * pixels));
    }
}
