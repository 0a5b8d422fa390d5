using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Kimi.Torch.Native;

/// <summary>
/// Has the C library of GNU keep one heap. By default threads have heaps of their own, and tensors that one thread allocates and another frees leave gaps in
/// all of them: measured over reinforcement learning, two to four times the memory. The number is read when a process begins, after which .NET has threads,
/// so the process begins again: the same one, with the same arguments.
/// </summary>
internal static partial class MallocArenas
{
    private const string Arenas = "MALLOC_ARENA_MAX";
    private const string Tunables = "GLIBC_TUNABLES";

    /// <summary>Begins the process again with one heap, unless the variable says how many there are. Returns where that cannot be done.</summary>
    public static void UseOne()
    {
        // Where the library does not tell what is in use, it is another one.
        if (NativeHeap.InUse is null || Environment.GetEnvironmentVariable(Arenas) is not null || Debugger.IsAttached)
            return;
        try
        {
            var words = Encoding.UTF8.GetString(File.ReadAllBytes("/proc/self/cmdline")).Split('\0')[..^1];
            var program = File.ResolveLinkTarget("/proc/self/exe", returnFinalTarget: false)?.FullName;
            if (program is null || SetVariable(Arenas, "1", overwrite: 0) != 0)
                return;
            // Pages of two megabytes spare most of the faults.
            _ = SetVariable(Tunables, "glibc.malloc.hugetlb=1", overwrite: 0);
            _ = Execute(program, [.. words, null]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without /proc a run takes more memory.
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, string?[] words);
}
