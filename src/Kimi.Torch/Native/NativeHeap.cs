using System.Runtime.InteropServices;

namespace Kimi.Torch.Native;

/// <summary>
/// The heap of the C library, in which libtorch keeps the CPU's tensors. Blocks of many sizes leave gaps in it that the C library keeps: measured over an hour
/// of reinforcement learning, 2.5 GiB of which 93 MiB were in use.
/// </summary>
internal static partial class NativeHeap
{
    // Giving a gibibyte back takes 0.1 s, but having it again takes seconds where the machine is a virtual one: a page may be a fault of the host too.
    private const long Kept = 640L << 20;

    /// <summary>Bytes that are in use; null where the C library does not tell, which only that of GNU does.</summary>
    public static long? InUse => State is { } state ? (long)(state.UsedInArenas + state.Mapped) : null;

    /// <summary>Gives gaps back to the operating system, where they are many: for the end of a phase, when most tensors are gone.</summary>
    public static void Trim()
    {
        if (InUse is not { } used)
            return;
        // The resident part, since gaps that were given back still count as free.
        if (Environment.WorkingSet - used > Kept)
            _ = MallocTrim(0);
    }

    private static MallInfo? State
    {
        get
        {
            if (!OperatingSystem.IsLinux())
                return null;
            try
            {
                return MallInfo2();
            }
            catch (EntryPointNotFoundException)
            {
                return null;
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "mallinfo2")]
    private static partial MallInfo MallInfo2();

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint pad);

    // struct mallinfo2: ten numbers, of which these two are needed (hblkhd, uordblks).
    [StructLayout(LayoutKind.Explicit, Size = 80)]
    private readonly struct MallInfo
    {
        [FieldOffset(32)]
        public readonly ulong Mapped;

        [FieldOffset(56)]
        public readonly ulong UsedInArenas;
    }
}
