using Kimi.Dsl;
using Kimi.Torch.Images;

namespace Kimi.Runtime.Data;

/// <summary>Where the images of a file's rows are, and what they may be.</summary>
/// <param name="Stage">The stage that reads them.</param>
/// <param name="Fields">The fields that have images, in their order, each by the names that it may have.</param>
/// <param name="Folder">The folder below which those lie that the file has by path; empty for none.</param>
/// <param name="Limits">What an image may be.</param>
internal sealed record ImageSource(string Stage, IReadOnlyList<IReadOnlyList<string>> Fields, string Folder, ImageLimits Limits)
{
    // What the file of MMMU has; in a row, most are null.
    private const int MmmuImages = 7;

    /// <summary>Whether each row must have the fields, and its prompt show all images.</summary>
    public bool AreNamed { get; private init; } = true;

    /// <summary>The images of problems.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="options">Its options.</param>
    public static ImageSource Of(string stage, ProblemsFileAttribute options) => new(
        stage,
        options.ImageFields.Length > 0 ? Named(options.ImageFields) : OfLayout(options.Layout),
        options.ImageFolder,
        LimitsOf(options.MaxImageBytes, options.MaxImagePixels, options.AllowWebP))
    {
        AreNamed = options.ImageFields.Length > 0,
    };

    /// <summary>The images of demonstrations.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="options">Its options.</param>
    public static ImageSource Of(string stage, DemonstrationsFileAttribute options) => new(
        stage, Named(options.ImageFields), options.ImageFolder, LimitsOf(options.MaxImageBytes, options.MaxImagePixels, options.AllowWebP));

    private static IReadOnlyList<IReadOnlyList<string>> Named(string[] fields) => [.. fields.Select(field => (string[])[field])];

    private static IReadOnlyList<IReadOnlyList<string>> OfLayout(ProblemLayout layout) => layout switch
    {
        ProblemLayout.MathVista or ProblemLayout.MathVision => [["decoded_image", "image"]],
        ProblemLayout.Mmmu => [.. Enumerable.Range(1, MmmuImages).Select(number => (string[])[$"image_{number}"])],
        _ => [],
    };

    private static ImageLimits LimitsOf(int bytes, int pixels, bool allowsWebP) => new()
    {
        MaxBytes = bytes,
        MaxPixels = pixels,
        Formats = ImageFormats.Png | ImageFormats.Jpeg | (allowsWebP ? ImageFormats.WebP : 0),
    };
}
