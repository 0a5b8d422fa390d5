namespace Kimi.Dsl;

/// <summary>
/// The image files of a run, by the hash of their bytes: records have the hash. A source of problems takes it in its constructor to put images into prompts.
/// </summary>
public interface IImageStore
{
    /// <summary>Keeps an image.</summary>
    /// <param name="file">The bytes of the file: PNG, JPEG or WebP.</param>
    /// <returns>What stands for it in a prompt.</returns>
    /// <exception cref="KimiException">It is no image, or damaged, or too large.</exception>
    PromptPart.Image Put(byte[] file);

    /// <summary>The bytes of an image.</summary>
    /// <param name="hash">The hash.</param>
    /// <exception cref="KimiException">There is none of this hash, or it is damaged.</exception>
    byte[] Get(string hash);
}
