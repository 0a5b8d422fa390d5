using System.Runtime.Intrinsics.X86;

namespace Kimi.Torch.Models.Kernels;

/// <summary>How weights are stored, and the order of inputs that follows from it. A step takes twice as many inputs as a vector has.</summary>
internal unsafe interface IStored
{
    /// <summary>Copies whole steps of inputs in the order in which weights are loaded.</summary>
    static abstract void Arrange(float* x, float* arranged, int inputs, int step);

    /// <summary>The first or the second half (0 or 1) of a step's weights.</summary>
    static abstract TVector Load<TVector, TVectors>(void* weights, long place, int half)
        where TVectors : IVectors<TVector>;

    /// <summary>Has the processor fetch a step's weights. Past their end this does nothing.</summary>
    static abstract void Fetch(void* weights, long place, int step);

    /// <summary>Has the processor fetch what comes a page after a step, where it would not do so in time by itself.</summary>
    static abstract void FetchAhead(void* weights, long place, int step);
}

/// <summary>float32, in order.</summary>
internal readonly unsafe struct Floats : IStored
{
    public static void Arrange(float* x, float* arranged, int inputs, int step) =>
        new ReadOnlySpan<float>(x, inputs).CopyTo(new Span<float>(arranged, inputs));

    public static TVector Load<TVector, TVectors>(void* weights, long place, int half)
        where TVectors : IVectors<TVector> => TVectors.Load((float*)weights + place + (half * TVectors.Count));

    public static void Fetch(void* weights, long place, int step) => CacheLines.Fetch((float*)weights + place, step * sizeof(float));

    public static void FetchAhead(void* weights, long place, int step)
    {
    }
}

/// <summary>
/// bfloat16, the upper half of a float32: a vector of 32-bit words has those of even places in their lower halves, and those of odd ones above.
/// </summary>
internal readonly unsafe struct BrainFloats : IStored
{
    private const int Page = 4096;

    public static void Arrange(float* x, float* arranged, int inputs, int step)
    {
        for (var end = x + inputs; x < end; x += step, arranged += step)
        {
            for (var pair = 0; pair < step / 2; pair++)
                (arranged[pair], arranged[(step / 2) + pair]) = (x[2 * pair], x[(2 * pair) + 1]);
        }
    }

    public static TVector Load<TVector, TVectors>(void* weights, long place, int half)
        where TVectors : IVectors<TVector>
    {
        var words = (uint*)((ushort*)weights + place);
        return half == 0 ? TVectors.LoadLower(words) : TVectors.LoadUpper(words);
    }

    public static void Fetch(void* weights, long place, int step) => CacheLines.Fetch((ushort*)weights + place, step * sizeof(ushort));

    public static void FetchAhead(void* weights, long place, int step) =>
        CacheLines.Fetch((byte*)((ushort*)weights + place) + Page, step * sizeof(ushort));
}

/// <summary>What the processor fetches at a time.</summary>
internal static unsafe class CacheLines
{
    private const int Line = 64;

    /// <summary>Has it fetch at most two of them. Where there is no memory this does nothing.</summary>
    internal static void Fetch(void* place, int bytes)
    {
        if (!Sse.IsSupported)
            return;
        Sse.Prefetch0(place);
        if (bytes > Line)
            Sse.Prefetch0((byte*)place + Line);
    }
}
