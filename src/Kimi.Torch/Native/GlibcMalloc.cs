using System.Runtime.InteropServices;

namespace Kimi.Torch.Native;

/// <summary>
/// Keeps tensor memory inside the process. By default glibc returns every large block to the kernel when it is freed, so a
/// training step, which frees and allocates the same hundred megabytes again and again, spends its time in page faults.
/// </summary>
internal static partial class GlibcMalloc
{
    // The option numbers of <malloc.h>.
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MaximumMappings = -4;
    private const int MaximumArenas = -8;

    /// <summary>Tells glibc, if it is used, to serve all blocks from one growing heap that it never trims.</summary>
    internal static void KeepFreedMemory()
    {
        if (!NativeLibrary.TryLoad("libc.so.6", out var libc) || !NativeLibrary.TryGetExport(libc, "gnu_get_libc_version", out _))
            return;

        // Mappings must be forbidden outright: glibc caps the size threshold at 32 MB and ignores a larger one.
        _ = SetOption(MaximumMappings, 0);
        _ = SetOption(MaximumArenas, 1);
        _ = SetOption(TrimThreshold, int.MaxValue);
        _ = SetOption(TopPad, 64 << 20);
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
