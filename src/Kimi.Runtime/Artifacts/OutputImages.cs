using Kimi.Dsl;

namespace Kimi.Runtime.Artifacts;

/// <summary>The images in the output of a stage: its folder <c>images</c> has each under its hash.</summary>
/// <param name="store">The images of the run.</param>
internal sealed class OutputImages(ImageStore store)
{
    private const string FolderName = "images";

    /// <summary>Writes them beside what has them.</summary>
    /// <param name="images">The images.</param>
    /// <param name="folder">The folder of the output.</param>
    /// <exception cref="KimiException">An image is not in the store.</exception>
    public void Write(IEnumerable<PromptPart.Image> images, string folder)
    {
        foreach (var hash in Hashes(images))
            store.CopyTo(hash, Path.Combine(folder, FolderName));
    }

    /// <summary>Gives them back to the store, where it lacks one.</summary>
    /// <param name="images">The images.</param>
    /// <param name="folder">The folder of the output.</param>
    public void Read(IEnumerable<PromptPart.Image> images, string folder)
    {
        foreach (var hash in Hashes(images))
            store.Restore(hash, Path.Combine(folder, FolderName));
    }

    /// <summary>Where an image of an output is.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="folder">The folder of the output.</param>
    /// <exception cref="KimiException">It is no hash of an image.</exception>
    public static string PlaceOf(string hash, string folder) => Path.Combine(folder, FolderName, ImageStore.HashOf(hash));

    private static IEnumerable<string> Hashes(IEnumerable<PromptPart.Image> images) =>
        images.Select(image => image.Hash).Distinct(StringComparer.Ordinal);
}
