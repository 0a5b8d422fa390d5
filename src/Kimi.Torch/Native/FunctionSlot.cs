namespace Kimi.Torch.Native;

/// <summary>Where a loaded library keeps the address of a function of another one, so that another function can take its place.</summary>
internal sealed unsafe class FunctionSlot
{
    private readonly nint* _slot;

    private FunctionSlot(nint* slot) => _slot = slot;

    /// <summary>The slot, or null where the library is not loaded, or not as expected.</summary>
    /// <param name="library">The beginning of the library's file name.</param>
    /// <param name="function">The function that it calls.</param>
    internal static FunctionSlot? Find(string library, string function)
    {
        if (LoadedLibraries.Find(library) is not [var path] || LoadedLibraries.Start(path) is not { } start)
            return null;
        using var stream = File.OpenRead(path);
        return ElfFile.TryRead(stream)?.LazySlot(function) is { } offset && LoadedLibraries.IsWritable(start + (nint)offset)
            ? new((nint*)(start + (nint)offset))
            : null;
    }

    /// <summary>Has the library call managed code in place of the function, until the process ends.</summary>
    /// <param name="code">What is called.</param>
    /// <param name="function">The function itself. What the library still does when the process ends must not need .NET.</param>
    internal void Redirect(void* code, void* function)
    {
        Volatile.Write(ref *_slot, (nint)code);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Volatile.Write(ref *_slot, (nint)function);
    }
}
