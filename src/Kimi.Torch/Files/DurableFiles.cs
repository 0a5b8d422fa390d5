using System.Runtime.InteropServices;
using System.Text;

namespace Kimi.Torch.Files;

/// <summary>Writes files and folders that appear whole or not at all, even when the power fails.</summary>
internal static partial class DurableFiles
{
    private const string TemporarySuffix = ".tmp";
    private const int BufferSize = 1 << 20;
    private const int OpenReadOnlyCloseOnExec = 0x80000;
    private const int InvalidArgument = 22;

    /// <summary>Writes a file: under a temporary name, flushed to the device, then renamed.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="write">Writes the contents.</param>
    public static void Write(string path, Action<FileStream> write)
    {
        Replace(path, temporary =>
        {
            using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize);
            write(stream);
            stream.Flush(flushToDisk: true);
        });
        FlushFolder(FolderOf(path));
    }

    /// <summary>Writes a file under a temporary name, then renames it: it appears whole or not at all, but a power failure may leave it empty.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="bytes">The contents.</param>
    public static void WriteUnflushed(string path, byte[] bytes) => Replace(path, temporary => File.WriteAllBytes(temporary, bytes));

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    private static void Replace(string path, Action<string> write)
    {
        CreateFolder(FolderOf(path));
        var temporary = $"{path}.{Path.GetRandomFileName()}{TemporarySuffix}";
        try
        {
            write(temporary);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a text file, as <see cref="Write"/> does.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="text">The contents.</param>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a folder: under a temporary name, every file flushed to the device, then renamed.</summary>
    /// <param name="folder">The folder's path; what is there is replaced.</param>
    /// <param name="write">Writes the files into the temporary folder.</param>
    public static void WriteFolder(string folder, Action<string> write)
    {
        var temporary = folder + TemporarySuffix;
        if (Directory.Exists(temporary))
            Directory.Delete(temporary, recursive: true);
        CreateFolder(temporary);
        try
        {
            write(temporary);
            Flush(temporary);
            DeleteFolder(folder);
            Directory.Move(temporary, folder);
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }

        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(folder))!);
    }

    /// <summary>Makes a folder, and those above it, that survive a power failure.</summary>
    /// <param name="folder">The folder; it may already exist.</param>
    public static void CreateFolder(string folder)
    {
        var missing = new Stack<string>();
        for (var path = Path.GetFullPath(folder); !Directory.Exists(path); path = Path.GetDirectoryName(path)!)
            missing.Push(path);
        foreach (var path in missing)
        {
            Directory.CreateDirectory(path);
            FlushFolder(Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>Deletes a folder, if it exists, in one step: half of it is never found under its name.</summary>
    /// <param name="folder">The folder.</param>
    public static void DeleteFolder(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        var doomed = $"{folder}.{Path.GetRandomFileName()}{TemporarySuffix}";
        Directory.Move(folder, doomed);
        Directory.Delete(doomed, recursive: true);
    }

    /// <summary>Deletes what a killed process has left under temporary names.</summary>
    /// <param name="folder">The folder, searched recursively; links in it are left alone.</param>
    public static void DeleteTemporaries(string folder)
    {
        var search = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var left in Directory.GetFileSystemEntries(folder, $"*{TemporarySuffix}", search))
        {
            if (Directory.Exists(left))
                Directory.Delete(left, recursive: true);
            else if (File.Exists(left))
                File.Delete(left);
        }
    }

    /// <summary>Flushes all files of a folder, and the folder's own entry, to the device.</summary>
    /// <param name="folder">The folder.</param>
    public static void Flush(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
            stream.Flush(flushToDisk: true);
        }

        foreach (var inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
            FlushFolder(inner);
        FlushFolder(folder);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(folder))!);
    }

    /// <summary>Makes durable what was created, renamed or deleted in a folder; .NET has no call for that, and only Unix needs one.</summary>
    /// <param name="folder">The folder, without its subfolders.</param>
    public static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var descriptor = Open(folder, OpenReadOnlyCloseOnExec);
        if (descriptor < 0)
            throw Failure();
        try
        {
            // Some network file systems cannot flush a folder, and report it with this error.
            if (Synchronize(descriptor) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
                throw Failure();
        }
        finally
        {
            _ = Close(descriptor);
        }

        IOException Failure() => new($"{Marshal.GetLastPInvokeErrorMessage()} : '{folder}'", Marshal.GetLastPInvokeError());
    }

    /// <summary>Whether writing failed because no space is left: on the disk, in the user's quota, or under the process's limit.</summary>
    /// <param name="exception">What writing threw.</param>
    public static bool IsOutOfSpace(Exception exception) => exception switch
    {
        IOException when OperatingSystem.IsWindows() => (exception.HResult & 0xFFFF) is 39 or 112, // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
        IOException => exception.HResult is 28 or 69 or 122, // ENOSPC, EDQUOT of macOS, EDQUOT
        // This is what .NET makes of EFBIG, a file beyond the limit of the process or of the file system.
        ArgumentOutOfRangeException { ParamName: "value", TargetSite.DeclaringType: { } thrower } => thrower == typeof(RandomAccess),
        _ => false,
    };

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
