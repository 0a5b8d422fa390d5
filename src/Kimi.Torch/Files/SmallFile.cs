using Kimi.Dsl;

namespace Kimi.Torch.Files;

/// <summary>Files of a checkpoint that are read into memory whole: all but the weights.</summary>
internal static class SmallFile
{
    /// <summary>The most bytes of such a file; the largest tokenizer.json known has 33 MB.</summary>
    public const long Largest = 256 << 20;

    /// <summary>A file's contents; null if it is not there.</summary>
    /// <exception cref="KimiException">It cannot be read, or is too large, or is no plain file.</exception>
    public static byte[]? ReadIfThere(string path) => FileStatus.Of(path) is null ? null : Read(path);

    /// <summary>A file's contents.</summary>
    /// <exception cref="KimiException">It cannot be read, or is too large, or is no plain file.</exception>
    public static byte[] Read(string path)
    {
        if (FileStatus.Of(path) is { IsRegular: false })
            throw new KimiException($"'{path}' is a pipe, a device or a folder: give a folder with plain files");
        try
        {
            var length = new FileInfo(path).Length;
            return length <= Largest
                ? File.ReadAllBytes(path)
                : throw new KimiException($"'{path}' has {length >> 20} MiB, and {Largest >> 20} is the most for such a file: copy or download it again");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KimiException($"'{path}' cannot be read ({exception.Message.TrimEnd('.')}): see to its permissions or copy it again", exception);
        }
    }
}
