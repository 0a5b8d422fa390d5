using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Kimi.Torch.Native;

/// <summary>
/// Keeps the memory of each scalar for a while after its last managed reference is gone. TorchSharp hands a scalar's address to an operation and then has no
/// use for the scalar itself, so a garbage collection during the operation may free what the operation is about to read. It then fails, once in some ten
/// thousand sums of two tensors when four threads compute and memory is collected a thousand times a second.
/// </summary>
internal static unsafe class LateScalars
{
    private const string Function = "_ZdlPvm";
    private const nuint ScalarSize = 32;

    // Scalars are read when an operation begins. A thread may be held up there, though not for long.
    private const long KeptMilliseconds = 5_000;

    private static readonly ConcurrentQueue<(nint Block, long Since)> s_kept = new();

    private static delegate* unmanaged<void*, nuint, void> s_delete;

    /// <summary>Does so from here on, where TorchSharp's native library is as expected.</summary>
    /// <param name="library">That library's file name.</param>
    internal static void Keep(string library)
    {
        if (FunctionSlot.Find(library, Function) is not { } slot || LoadedLibraries.Find(library) is not [var path]
            || !NativeLibrary.TryLoad(path, out var loaded) || !NativeLibrary.TryGetExport(loaded, Function, out var delete))
        {
            return;
        }

        s_delete = (delegate* unmanaged<void*, nuint, void>)delete;
        slot.Redirect((delegate* unmanaged<void*, nuint, void>)&Delete, (void*)delete);
    }

    [UnmanagedCallersOnly]
    private static void Delete(void* block, nuint size)
    {
        if (size != ScalarSize)
        {
            s_delete(block, size);
            return;
        }

        var now = Environment.TickCount64;
        s_kept.Enqueue(((nint)block, now));
        while (s_kept.TryPeek(out var oldest) && now - oldest.Since > KeptMilliseconds && s_kept.TryDequeue(out oldest))
            s_delete((void*)oldest.Block, ScalarSize);
    }
}
