using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kimi.Torch.Models.Kernels;

/// <summary>
/// y = x·Wᵀ + b for a few rows x, as the newest tokens of a few texts are. The weights are read once, so that memory sets the speed; they are float32, or
/// bfloat16, which is half the memory. Sums are float32 in either case.
/// </summary>
internal static unsafe class FewRowsKernel
{
    /// <summary>With more rows, arithmetic sets the speed, and a library's product is faster.</summary>
    internal const int MostRows = 64;

    // How many outputs a pass computes: with four rows, as many sums as registers hold.
    private const int Outputs = 3;

    private const int Page = 4096;

    // How many inputs a step takes.
    private static int Step => 2 * Vector<float>.Count;

    /// <summary>Computes the product.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="rows">How many there are, at most <see cref="MostRows"/>.</param>
    /// <param name="weights">W, a row for each output.</param>
    /// <param name="bias">b, or null.</param>
    /// <param name="y">The result.</param>
    /// <param name="inputs">The length of a row of x.</param>
    /// <param name="outputs">The length of a row of y.</param>
    /// <typeparam name="TStored">How the weights are stored.</typeparam>
    internal static void Run<TStored>(float* x, int rows, void* weights, float* bias, float* y, int inputs, int outputs)
        where TStored : IStored
    {
        var arranged = ArrayPool<float>.Shared.Rent(rows * inputs);
        fixed (float* start = arranged)
        {
            var read = start;
            for (var row = 0; row < rows; row++)
                TStored.Arrange(x + ((long)row * inputs), read + ((long)row * inputs), inputs);
            CpuLoop.Run(outputs, inputs, (first, end, _) =>
            {
                Run<TStored>(read, rows, weights, y, inputs, outputs, first, end);
                for (var row = 0; bias != null && row < rows; row++)
                    Add(bias, y + ((long)row * outputs), first, end);
            });
        }

        ArrayPool<float>.Shared.Return(arranged);
    }

    private static void Run<TStored>(float* x, int rows, void* weights, float* y, int inputs, int outputs, int output, int end)
        where TStored : IStored
    {
        for (; output <= end - Outputs; output += Outputs)
        {
            var row = 0;
            for (; row <= rows - 4; row += 4)
                FourRows<TStored>(x + ((long)row * inputs), weights, y + ((long)row * outputs) + output, output, inputs, outputs);
            for (; row < rows; row++)
                OneRow<TStored>(x + ((long)row * inputs), weights, y + ((long)row * outputs), output, output + Outputs, inputs);
        }

        for (var row = 0; row < rows; row++)
            OneRow<TStored>(x + ((long)row * inputs), weights, y + ((long)row * outputs), output, end, inputs);
    }

    // One output after the other, so that memory is read from its beginning to its end.
    private static void OneRow<TStored>(float* x, void* weights, float* y, int output, int end, int inputs)
        where TStored : IStored
    {
        for (; output < end; output++)
            y[output] = Dot<TStored>(x, weights, (long)output * inputs, 0, inputs);
    }

    private static void FourRows<TStored>(float* x, void* weights, float* y, int output, int inputs, int outputs)
        where TStored : IStored
    {
        var place = (long)output * inputs;
        var sums = stackalloc Vector<float>[4 * Outputs];
        var taken = Multiply<TStored>(x, weights, place, inputs, sums);
        for (var row = 0; row < 4; row++)
        {
            for (var i = 0; i < Outputs; i++)
            {
                var rest = taken == inputs ? 0 : Dot<TStored>(x + ((long)row * inputs), weights, place + ((long)i * inputs), taken, inputs);
                y[((long)row * outputs) + i] = Sum(sums[(row * Outputs) + i]) + rest;
            }
        }
    }

    // The sums of four rows by three outputs over whole steps. They are written at the end and nothing is called after the loop: otherwise the compiler would
    // move all sums from registers to memory and back in every step. Returns how many inputs whole steps take.
    private static int Multiply<TStored>(float* x, void* weights, long w0, int inputs, Vector<float>* sums)
        where TStored : IStored
    {
        var (w1, w2, ahead) = (w0 + inputs, w0 + (2L * inputs), 3L * inputs);
        float* x1 = x + inputs, x2 = x1 + inputs, x3 = x2 + inputs;
        Vector<float> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector<float> b0 = default, b1 = default, b2 = default, b3 = default;
        Vector<float> c0 = default, c1 = default, c2 = default, c3 = default;
        var i = 0;
        for (; i <= inputs - Step; i += Step)
        {
            TStored.Prefetch(weights, w0 + i + ahead);
            TStored.Prefetch(weights, w1 + i + ahead);
            TStored.Prefetch(weights, w2 + i + ahead);
            for (var half = 0; half < 2; half++)
            {
                var at = i + (half * Vector<float>.Count);
                var a = TStored.Load(weights, w0 + i, half);
                var b = TStored.Load(weights, w1 + i, half);
                var c = TStored.Load(weights, w2 + i, half);
                var row = Vector.Load(x + at);
                a0 = Vector.FusedMultiplyAdd(a, row, a0);
                b0 = Vector.FusedMultiplyAdd(b, row, b0);
                c0 = Vector.FusedMultiplyAdd(c, row, c0);
                row = Vector.Load(x1 + at);
                a1 = Vector.FusedMultiplyAdd(a, row, a1);
                b1 = Vector.FusedMultiplyAdd(b, row, b1);
                c1 = Vector.FusedMultiplyAdd(c, row, c1);
                row = Vector.Load(x2 + at);
                a2 = Vector.FusedMultiplyAdd(a, row, a2);
                b2 = Vector.FusedMultiplyAdd(b, row, b2);
                c2 = Vector.FusedMultiplyAdd(c, row, c2);
                row = Vector.Load(x3 + at);
                a3 = Vector.FusedMultiplyAdd(a, row, a3);
                b3 = Vector.FusedMultiplyAdd(b, row, b3);
                c3 = Vector.FusedMultiplyAdd(c, row, c3);
            }
        }

        (sums[0], sums[1], sums[2]) = (a0, b0, c0);
        (sums[3], sums[4], sums[5]) = (a1, b1, c1);
        (sums[6], sums[7], sums[8]) = (a2, b2, c2);
        (sums[9], sums[10], sums[11]) = (a3, b3, c3);
        return i;
    }

    // Halves are added first, which takes fewer operations than the sum that the platform gives.
    private static float Sum(Vector<float> vector)
    {
        if (Vector<float>.Count == Vector256<float>.Count)
            return Vector128.Sum(vector.AsVector256().GetLower() + vector.AsVector256().GetUpper());
        if (Vector<float>.Count != Vector512<float>.Count)
            return Vector.Sum(vector);
        var half = vector.AsVector512().GetLower() + vector.AsVector512().GetUpper();
        return Vector128.Sum(half.GetLower() + half.GetUpper());
    }

    // The product of a row of x with the row of W that begins at a place, from an input on.
    private static float Dot<TStored>(float* x, void* weights, long place, int input, int inputs)
        where TStored : IStored
    {
        Vector<float> a = default, b = default, c = default, d = default;
        for (; input <= inputs - (2 * Step); input += 2 * Step)
        {
            TStored.BeginPage(weights, place + input);
            a = Vector.FusedMultiplyAdd(TStored.Load(weights, place + input, 0), Vector.Load(x + input), a);
            b = Vector.FusedMultiplyAdd(TStored.Load(weights, place + input, 1), Vector.Load(x + input + Vector<float>.Count), b);
            c = Vector.FusedMultiplyAdd(TStored.Load(weights, place + input + Step, 0), Vector.Load(x + input + Step), c);
            d = Vector.FusedMultiplyAdd(TStored.Load(weights, place + input + Step, 1), Vector.Load(x + input + Step + Vector<float>.Count), d);
        }

        for (; input <= inputs - Step; input += Step)
        {
            a = Vector.FusedMultiplyAdd(TStored.Load(weights, place + input, 0), Vector.Load(x + input), a);
            b = Vector.FusedMultiplyAdd(TStored.Load(weights, place + input, 1), Vector.Load(x + input + Vector<float>.Count), b);
        }

        var rest = 0f;
        for (; input < inputs; input++)
            rest += TStored.One(weights, place + input) * x[input];
        return Sum(a + b + (c + d)) + rest;
    }

    private static void Fetch(void* place)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(place);
    }

    private static void FetchNextPage(void* place, int bytes)
    {
        if (Sse.IsSupported && ((nuint)place & (Page - 1)) < (nuint)bytes)
            Sse.Prefetch0((byte*)place + Page);
    }

    private static void Add(float* bias, float* y, int start, int end)
    {
        for (var output = start; output < end; output++)
            y[output] += bias[output];
    }

    /// <summary>How weights are stored, and the order of inputs that follows from it.</summary>
    internal interface IStored
    {
        /// <summary>Copies a row of inputs in the order in which weights are loaded.</summary>
        static abstract void Arrange(float* x, float* arranged, int inputs);

        /// <summary>The first or the second half (0 or 1) of a step's weights.</summary>
        static abstract Vector<float> Load(void* weights, long place, int half);

        /// <summary>Has the processor fetch a step's weights. Past their end this does nothing.</summary>
        static abstract void Prefetch(void* weights, long place);

        /// <summary>
        /// Where a page of memory begins in two steps from a place, has the processor fetch the beginning of the next one: its own prediction ends where a page
        /// does. More than one line a page would only be in its way.
        /// </summary>
        static abstract void BeginPage(void* weights, long place);

        /// <summary>A single weight.</summary>
        static abstract float One(void* weights, long place);
    }

    /// <summary>float32, in order.</summary>
    internal readonly struct Floats : IStored
    {
        public static void Arrange(float* x, float* arranged, int inputs) => new ReadOnlySpan<float>(x, inputs).CopyTo(new Span<float>(arranged, inputs));

        public static Vector<float> Load(void* weights, long place, int half) => Vector.Load((float*)weights + place + (half * Vector<float>.Count));

        public static void Prefetch(void* weights, long place)
        {
            Fetch((float*)weights + place);
            if (Vector<float>.Count > 8)
                Fetch((float*)weights + place + Vector<float>.Count);
        }

        public static void BeginPage(void* weights, long place) => FetchNextPage((float*)weights + place, 2 * Step * sizeof(float));

        public static float One(void* weights, long place) => ((float*)weights)[place];
    }

    /// <summary>
    /// bfloat16, the upper half of a float32: a vector of 32-bit words has those of even places in their lower halves, and those of odd ones above.
    /// </summary>
    internal readonly struct BrainFloats : IStored
    {
        public static void Arrange(float* x, float* arranged, int inputs)
        {
            var i = 0;
            for (; i <= inputs - Step; i += Step)
            {
                for (var pair = 0; pair < Vector<float>.Count; pair++)
                    (arranged[i + pair], arranged[i + Vector<float>.Count + pair]) = (x[i + (2 * pair)], x[i + (2 * pair) + 1]);
            }

            for (; i < inputs; i++)
                arranged[i] = x[i];
        }

        public static Vector<float> Load(void* weights, long place, int half)
        {
            var words = Vector.Load((uint*)((ushort*)weights + place));
            return Vector.AsVectorSingle(half == 0 ? words << 16 : words & new Vector<uint>(0xFFFF0000));
        }

        public static void Prefetch(void* weights, long place) => Fetch((ushort*)weights + place);

        public static void BeginPage(void* weights, long place) => FetchNextPage((ushort*)weights + place, 2 * Step * sizeof(ushort));

        public static float One(void* weights, long place) => BitConverter.UInt32BitsToSingle((uint)((ushort*)weights)[place] << 16);
    }
}
