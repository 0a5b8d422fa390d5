using Kimi.Dsl;

namespace Kimi.Torch.Files;

/// <summary>Files that a user names: opened, or told why they cannot be.</summary>
internal static class RegularFile
{
    /// <summary>Opens a file for reading once from its start to its end.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="KimiException">There is none, it cannot be read, or it is a pipe, which could be read only once.</exception>
    public static FileStream Open(string path)
    {
        if (!File.Exists(path))
            throw new KimiException(Directory.Exists(path) ? $"'{path}' is a folder: give a file" : $"the file '{path}' does not exist: check its path");
        if (FileStatus.Of(path) is { IsRegular: false })
            throw new KimiException($"'{path}' is a pipe or a device, which can be read only once: write it to a file, and give that");
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    /// <summary>The error of a file that cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="exception">Why.</param>
    public static KimiException Unreadable(string path, Exception exception) =>
        new($"'{path}' cannot be read ({exception.Message.TrimEnd('.')}): make it readable, or give another file", exception);
}
