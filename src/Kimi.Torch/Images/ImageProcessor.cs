using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Torch.Images;

/// <summary>
/// Makes of an image file the numbers that a policy's vision tower takes, as the <c>preprocessor_config.json</c> of its folder says: resized to a square, and
/// (value · factor − mean) / deviation for each colour.
/// </summary>
public sealed class ImageProcessor
{
    private readonly ImageProcessorConfig _config;
    private readonly IReadOnlyDictionary<string, byte[]> _files;

    private ImageProcessor(ImageProcessorConfig config, IReadOnlyDictionary<string, byte[]> files) => (_config, _files) = (config, files);

    /// <summary>The height and width of the images that it makes.</summary>
    public int Size => _config.Size;

    /// <summary>Reads the one of a checkpoint folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="size">The size of the tower's images.</param>
    /// <exception cref="KimiException">There is none, or it would make other numbers than can be made here, or images of another size.</exception>
    public static ImageProcessor Load(string folder, int size)
    {
        var files = ImageProcessorJson.FileNames.Select(name => (name, content: SmallFile.ReadIfThere(Path.Combine(folder, name))))
            .Where(file => file.content is not null)
            .ToDictionary(file => file.name, file => file.content!);
        return new(ImageProcessorJson.Read(files, folder, size), files);
    }

    /// <summary>SigLIP's usual one, of images of a size: bicubic, and from −1 to 1.</summary>
    /// <param name="size">The size.</param>
    public static ImageProcessor OfSize(int size)
    {
        var files = ImageProcessorJson.Usual(size);
        return new(ImageProcessorJson.Read(files, "", size), files);
    }

    /// <summary>Writes its files as they were read.</summary>
    /// <param name="folder">The folder.</param>
    public void Save(string folder)
    {
        foreach (var (name, content) in _files)
            DurableFiles.Write(Path.Combine(folder, name), stream => stream.Write(content));
    }

    /// <summary>Makes the numbers of an image.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <param name="limits">What it may be.</param>
    /// <returns>pixels_3HW, by colours, rows and columns.</returns>
    /// <exception cref="KimiException">It exceeds a limit, is of another format, or is damaged.</exception>
    public float[] Process(byte[] content, string source, ImageLimits limits)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(limits);
        return Process(ImageFile.Decode(content, source, limits));
    }

    /// <summary>Makes the numbers of an image.</summary>
    /// <param name="image">The image.</param>
    /// <returns>pixels_3HW, by colours, rows and columns.</returns>
    public float[] Process(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var square = Resampling.Resize(image, Size, Size, _config.Filter).Pixels;
        var count = Size * Size;
        var values = new float[3 * count];
        for (var colour = 0; colour < 3; colour++)
        {
            var (mean, deviation) = ((float)_config.Mean[colour], (float)_config.Deviation[colour]);
            for (var i = 0; i < count; i++)
                values[(colour * count) + i] = ((float)(square[(3 * i) + colour] * _config.Factor) - mean) / deviation;
        }

        return values;
    }
}
