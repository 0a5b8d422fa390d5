using Kimi.Dsl;

namespace Kimi.Torch.Images;

/// <summary>What an image file may be; all of it is held against the file before memory is taken for pixels.</summary>
public sealed record ImageLimits
{
    /// <summary>The most bytes of a file.</summary>
    public int MaxBytes { get; init; } = 32 << 20;

    /// <summary>The most pixels of an image: up to 7 bytes of memory each, while it is decoded.</summary>
    public int MaxPixels { get; init; } = 1 << 25;

    /// <summary>The formats that are read.</summary>
    public ImageFormats Formats { get; init; } = ImageFormats.Png | ImageFormats.Jpeg;
}
