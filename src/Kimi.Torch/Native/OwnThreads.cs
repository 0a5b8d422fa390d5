using System.Runtime.InteropServices;
using TorchSharp;

namespace Kimi.Torch.Native;

/// <summary>How many threads the tensor operations of one thread use, whatever the rest of the process uses.</summary>
/// <remarks>
/// libtorch's own setter also changes what threads take at their first operation. A stage may go on, after an await, on a thread that
/// has its first operation at just that moment, and results may depend on the number of threads in their last bits.
/// </remarks>
internal static unsafe class OwnThreads
{
    private static readonly delegate* unmanaged<int, void> s_openMp;
    private static readonly delegate* unmanaged<int, int> s_mkl;

    static OwnThreads()
    {
        LibTorch.Load();
        if (LoadedLibraries.Find(LibraryFile.Name("torch_cpu")) is not [var path, ..] || !NativeLibrary.TryLoad(path, out var library))
            return;

        // An export is also looked for in what the library was linked against.
        if (NativeLibrary.TryGetExport(library, "omp_set_num_threads", out var openMp))
            s_openMp = (delegate* unmanaged<int, void>)openMp;
        if (NativeLibrary.TryGetExport(library, "MKL_Set_Num_Threads_Local", out var mkl))
            s_mkl = (delegate* unmanaged<int, int>)mkl;
    }

    /// <summary>Sets the number for the calling thread; false where the libtorch of the process has no way to do so.</summary>
    internal static bool Set(int count)
    {
        if (s_openMp == null)
            return false;

        // At a thread's first question or operation libtorch gives it the process's number, so that comes first.
        _ = torch.get_num_threads();
        s_openMp(count);
        if (s_mkl != null)
            _ = s_mkl(count);
        return true;
    }
}
