using System.Runtime.InteropServices;

namespace Kimi.Torch.Native;

/// <summary>What the operating system allows this process, as <c>ulimit</c> sets it. Only Linux is asked.</summary>
internal static partial class ProcessLimits
{
    // RLIMIT_NOFILE and RLIMIT_AS of Linux.
    private const int OpenFiles = 7;
    private const int AddressSpace = 9;

    /// <summary>How many files it may have open at a time; null for no limit, or if that is not known.</summary>
    public static ulong? Files => Of(OpenFiles);

    /// <summary>How many bytes of address space it may use; null for no limit, or if that is not known.</summary>
    public static ulong? Addresses => Of(AddressSpace);

    private static ulong? Of(int resource)
    {
        Limit limit = default;
        return OperatingSystem.IsLinux() && GetLimit(resource, ref limit) == 0 && limit.Now != ulong.MaxValue ? limit.Now : null;
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, ref Limit limit);

    // struct rlimit: what is in force, and the most to which the process may raise it.
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        public readonly ulong Now;
        public readonly ulong Most;
    }
}
