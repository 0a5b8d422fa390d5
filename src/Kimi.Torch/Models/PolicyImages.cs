using System.Collections.Concurrent;
using Kimi.Dsl;
using Kimi.Torch.Images;

namespace Kimi.Torch.Models;

/// <summary>The images that a policy sees: their files, and what makes numbers of them.</summary>
/// <param name="processor">Makes the numbers.</param>
/// <param name="config">What the policy sees with.</param>
/// <param name="store">Has the files; null where only texts are asked.</param>
public sealed class PolicyImages(ImageProcessor processor, VisionConfig config, IImageStore? store)
{
    // Of what was read last, so that an image is not decoded for every batch that has it.
    private const long MostKept = 256 << 20;

    // They were held against the limits of whoever put them into the store.
    private static readonly ImageLimits s_limits = new()
    {
        MaxBytes = int.MaxValue,
        MaxPixels = int.MaxValue / 4,
        Formats = ImageFormats.Png | ImageFormats.Jpeg | ImageFormats.WebP,
    };

    private readonly ConcurrentDictionary<string, float[]> _pixels = new();

    /// <summary>What the policy sees with.</summary>
    public VisionConfig Config => config;

    /// <summary>Writes the processor's files.</summary>
    /// <param name="folder">The checkpoint folder.</param>
    public void Save(string folder) => processor.Save(folder);

    /// <summary>The numbers of an image, pixels_3HW.</summary>
    /// <param name="hash">Its hash.</param>
    /// <exception cref="KimiException">It is not in the store, or damaged.</exception>
    public float[] Pixels(string hash)
    {
        if (_pixels.Count * sizeof(float) * (long)(VisionConfig.Channels * config.ImageSize * config.ImageSize) > MostKept)
            _pixels.Clear();
        return _pixels.GetOrAdd(hash, Read);
    }

    private float[] Read(string hash)
    {
        var files = store ?? throw new KimiException($"image {hash} is asked for where there is no store of images: give the loader of policies one");
        return processor.Process(files.Get(hash), $"image {hash}", s_limits);
    }
}
