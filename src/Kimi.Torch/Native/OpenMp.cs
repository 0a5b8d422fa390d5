using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kimi.Torch.Native;

/// <summary>
/// Runs managed code on the threads that libtorch's own operations run on. Between two operations those threads wait in a busy
/// loop, so work given to other threads would compete with them for the same cores.
/// </summary>
internal static unsafe class OpenMp
{
    private static readonly delegate* unmanaged<delegate* unmanaged<void*, void>, void*, uint, uint, void> s_parallel;
    private static readonly delegate* unmanaged<int> s_threadNumber;
    private static readonly delegate* unmanaged<int> s_threadCount;

    static OpenMp()
    {
        LibTorch.Load();
        if (LoadedLibraries.Find("libgomp") is not [var path, ..] || !NativeLibrary.TryLoad(path, out var library))
            return;
        if (NativeLibrary.TryGetExport(library, "GOMP_parallel", out var parallel)
            && NativeLibrary.TryGetExport(library, "omp_get_thread_num", out var number)
            && NativeLibrary.TryGetExport(library, "omp_get_num_threads", out var count))
        {
            s_parallel = (delegate* unmanaged<delegate* unmanaged<void*, void>, void*, uint, uint, void>)parallel;
            s_threadNumber = (delegate* unmanaged<int>)number;
            s_threadCount = (delegate* unmanaged<int>)count;
        }
    }

    /// <summary>Calls the action with 0 to portions − 1, one on each thread. It must not throw.</summary>
    internal static void Run(int portions, Action<int> action)
    {
        if (s_parallel == null)
        {
            Parallel.For(0, portions, action);
            return;
        }

        var work = new Work(portions, action);
        s_parallel(&Enter, Unsafe.AsPointer(ref work), (uint)portions, 0);
    }

    [UnmanagedCallersOnly]
    private static void Enter(void* data)
    {
        ref var work = ref Unsafe.AsRef<Work>(data);
        for (var portion = s_threadNumber(); portion < work.Portions; portion += s_threadCount())
            work.Action(portion);
    }

    // Lies on the caller's stack, which the collector scans while the caller waits.
    private readonly record struct Work(int Portions, Action<int> Action);
}
