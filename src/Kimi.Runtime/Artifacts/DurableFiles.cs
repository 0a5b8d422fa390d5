using System.Runtime.InteropServices;

namespace Kimi.Runtime.Artifacts;

/// <summary>Writes files and folders that appear whole or not at all, even when the power fails.</summary>
internal static partial class DurableFiles
{
    private const int BufferSize = 1 << 20;
    private const int OpenDirectoryReadOnly = 0x10000;

    /// <summary>Writes a file: under a temporary name, flushed to the device, then renamed.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="write">Writes the contents.</param>
    public static void Write(string path, Action<FileStream> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FlushFolder(folder);
    }

    /// <summary>Writes a text file, as <see cref="Write"/> does.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="text">The contents.</param>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a folder: under a temporary name, every file flushed to the device, then renamed.</summary>
    /// <param name="folder">The folder's path; it does not exist, its parent may.</param>
    /// <param name="write">Writes the files into the temporary folder.</param>
    public static void WriteFolder(string folder, Action<string> write)
    {
        var temporary = folder + ".tmp";
        if (Directory.Exists(temporary))
            Directory.Delete(temporary, recursive: true);
        Directory.CreateDirectory(temporary);
        write(temporary);
        Flush(temporary);
        Directory.Move(temporary, folder);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(folder))!);
    }

    /// <summary>Flushes all files of a folder to the device.</summary>
    /// <param name="folder">The folder.</param>
    public static void Flush(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
            stream.Flush(flushToDisk: true);
        }

        FlushFolder(folder);
    }

    // A rename lasts only once its folder is on the device; .NET has no call for that, and only Unix needs one.
    private static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var descriptor = Open(folder, OpenDirectoryReadOnly);
        if (descriptor < 0)
            return;
        _ = Synchronize(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
