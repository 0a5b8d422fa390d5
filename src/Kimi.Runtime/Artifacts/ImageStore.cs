using System.Collections.Concurrent;
using System.Security.Cryptography;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Kimi.Torch.Files;
using Kimi.Torch.Images;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Artifacts;

/// <summary>
/// Image files under the hash of their bytes, in <c>runs/.store/.images</c>, which all processes of a run see. Outputs of stages have those of their prompts
/// too, so what is missing here comes back from there.
/// </summary>
/// <param name="options">Where runs are.</param>
internal sealed class ImageStore(IOptions<KimiOptions> options) : IImageStore
{
    private const int HashLength = 2 * SHA256.HashSizeInBytes;

    private static readonly ImageLimits s_usual = new() { Formats = ImageFormats.Png | ImageFormats.Jpeg | ImageFormats.WebP };

    // By hash and limits, their media types: what was decoded at the start of a run is not decoded again when its stage runs.
    private readonly ConcurrentDictionary<(string Hash, ImageLimits Limits), string> _checked = [];

    private string Folder => Path.Combine(options.Value.RunsFolder, ".store", ".images");

    /// <inheritdoc/>
    public PromptPart.Image Put(byte[] file) => Put(file, "the image", s_usual);

    /// <summary>Keeps an image.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <param name="limits">What it may be.</param>
    /// <exception cref="KimiException">It is no image, or damaged, or exceeds a limit.</exception>
    public PromptPart.Image Put(byte[] file, string source, ImageLimits limits)
    {
        var image = Checked(file, source, limits);
        if (!Has(image.Hash))
            DurableFiles.WriteUnflushed(PathOf(image.Hash), file);
        return image;
    }

    /// <summary>What an image is called, without keeping it.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <param name="limits">What it may be.</param>
    /// <exception cref="KimiException">It is no image, or damaged, or exceeds a limit.</exception>
    public PromptPart.Image Checked(byte[] file, string source, ImageLimits limits)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        var mediaType = _checked.GetOrAdd(
            (hash, limits),
            _ =>
            {
                ImageFile.Decode(file, source, limits);
                return ImageFile.MediaType(file, source, limits);
            });
        return new(hash, mediaType);
    }

    /// <inheritdoc/>
    public byte[] Get(string hash)
    {
        var path = PathOf(hash);
        var file = SmallFile.ReadIfThere(path) ?? throw new KimiException(
            $"image {hash} is not in '{Folder}': run again the stage that reads it, or copy the folder 'images' of its output there");
        return Convert.ToHexStringLower(SHA256.HashData(file)) == hash
            ? file
            : throw new KimiException($"'{path}' is damaged: delete it and run again, which takes the image from the output of its stage");
    }

    /// <summary>Whether an image is there.</summary>
    /// <param name="hash">Its hash.</param>
    /// <remarks>Thousands of small files are not flushed one by one to the device: what a power failure leaves empty is not there.</remarks>
    public bool Has(string hash) => new FileInfo(PathOf(hash)) is { Exists: true, Length: > 0 };

    /// <summary>Keeps a copy of an image that another host has held against its limits.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="file">The bytes of the file.</param>
    /// <exception cref="InvalidDataException">They have another hash.</exception>
    public void Put(string hash, byte[] file)
    {
        if (Convert.ToHexStringLower(SHA256.HashData(file)) is var copied && copied != hash)
            throw new InvalidDataException($"the copy of image {hash} has SHA-256 {copied}");
        DurableFiles.WriteUnflushed(PathOf(hash), file);
    }

    /// <summary>Copies an image into the output of a stage.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="folder">The folder of the output's images.</param>
    public void CopyTo(string hash, string folder)
    {
        // An output is flushed as a whole.
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, hash), Get(hash));
    }

    /// <summary>Takes back an image from the output of a stage, where it is missing here.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="folder">The folder of the output's images.</param>
    public void Restore(string hash, string folder)
    {
        if (!Has(hash))
            DurableFiles.WriteUnflushed(PathOf(hash), SmallFile.Read(Path.Combine(folder, hash)));
    }

    /// <summary>A text that is a hash: it comes out of files, and must not name any other place.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="KimiException">It is none.</exception>
    public static string HashOf(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigitLower)
        ? text
        : throw new KimiException($"'{text}' is no hash of an image: it has 64 hexadecimal digits in lower case");

    private string PathOf(string hash) => Path.Combine(Folder, HashOf(hash));
}
