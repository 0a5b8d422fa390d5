using System.Runtime.InteropServices;

namespace Kimi.Torch.Files;

/// <summary>What the file system says about a file without reading it.</summary>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Inode">Its number on its file system; 0 where .NET is not told, outside Linux.</param>
/// <param name="Modified">When its contents changed, in nanoseconds since 1970.</param>
/// <param name="Changed">When its contents or attributes changed, which a program cannot set back; in nanoseconds since 1970.</param>
/// <param name="IsRegular">Whether it is a plain file, and no folder, pipe or device.</param>
internal readonly partial record struct FileStatus(long Size, ulong Inode, long Modified, long Changed, bool IsRegular)
{
    private const int KindBits = 0xF000;
    private const int RegularFile = 0x8000;
    private const int CurrentFolder = -100;
    private const uint BasicFields = 0x7ff;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerTick = 100;

    /// <summary>The status of a file, or null if there is none.</summary>
    /// <param name="path">The file; a link stands for what it leads to.</param>
    public static FileStatus? Of(string path)
    {
        // The system would take what comes before it.
        if (path.Contains('\0'))
            return null;
        if (OperatingSystem.IsLinux())
        {
            Found found = default;
            return Statx(CurrentFolder, path, 0, BasicFields, ref found) == 0 ? found.Status : null;
        }

        var file = new FileInfo(path);
        if (!file.Exists)
            return null;
        var modified = (file.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;
        return new(file.Length, 0, modified, modified, IsRegular: true);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref Found found);

    // struct statx of the kernel: the same on all architectures.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private readonly struct Found
    {
        [FieldOffset(28)]
        private readonly ushort _mode;

        [FieldOffset(32)]
        private readonly ulong _inode;

        [FieldOffset(40)]
        private readonly ulong _size;

        [FieldOffset(96)]
        private readonly Time _changed;

        [FieldOffset(112)]
        private readonly Time _modified;

        public FileStatus Status => new((long)_size, _inode, _modified.Nanoseconds, _changed.Nanoseconds, (_mode & KindBits) == RegularFile);
    }

    [StructLayout(LayoutKind.Sequential, Size = 16)]
    private readonly struct Time
    {
        private readonly long _seconds;
        private readonly uint _nanoseconds;

        public long Nanoseconds => (_seconds * NanosecondsPerSecond) + _nanoseconds;
    }
}
