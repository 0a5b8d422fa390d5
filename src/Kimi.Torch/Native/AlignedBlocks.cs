using System.Runtime.InteropServices;

namespace Kimi.Torch.Native;

/// <summary>
/// Has the aligned blocks in which libtorch keeps tensors fill the gaps that earlier ones of their size left. The C library of GNU asks its heap for more than
/// such a block, to find an aligned place in it, and so passes by a gap that has the very size: measured over training, a heap of twice what is in use. Here a
/// block is asked for as it is first. Sizes are rounded so that the block behind an aligned one is aligned too, and that mostly succeeds.
/// </summary>
internal static unsafe class AlignedBlocks
{
    private const string Function = "posix_memalign";
    private const int OutOfMemory = 12;

    // What the heap keeps before each block.
    private const nuint Header = 8;
    private const nuint SmallestRounded = 4096;
    private const ulong LargestRounded = 1UL << 47;

    private static delegate* unmanaged<nuint, void*> s_allocate;
    private static delegate* unmanaged<void*, void> s_free;
    private static delegate* unmanaged<void**, nuint, nuint, int> s_allocateAligned;

    /// <summary>Does so from here on, where libtorch and the C library are as expected. They work without it too, in more memory.</summary>
    internal static void FillGaps()
    {
        if (NativeHeap.InUse is null || !NativeLibrary.TryLoad("libc.so.6", out var libc))
            return;
        if (FunctionSlot.Find(LibraryFile.Name("c10"), Function) is not { } slot)
            return;
        s_allocate = (delegate* unmanaged<nuint, void*>)NativeLibrary.GetExport(libc, "malloc");
        s_free = (delegate* unmanaged<void*, void>)NativeLibrary.GetExport(libc, "free");
        s_allocateAligned = (delegate* unmanaged<void**, nuint, nuint, int>)NativeLibrary.GetExport(libc, Function);
        slot.Redirect((delegate* unmanaged<void**, nuint, nuint, int>)&Allocate, s_allocateAligned);
    }

    [UnmanagedCallersOnly]
    private static int Allocate(void** block, nuint alignment, nuint size)
    {
        if (size >= SmallestRounded && size < LargestRounded)
            size = ((size + Header + alignment - 1) & ~(alignment - 1)) - Header;
        var place = s_allocate(size);
        if (place is null)
            return OutOfMemory;
        if (((nuint)place & (alignment - 1)) == 0)
        {
            *block = place;
            return 0;
        }

        s_free(place);
        return s_allocateAligned(block, alignment, size);
    }
}
