using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kimi.Torch.Models.Kernels;

/// <summary>
/// y = x·Wᵀ + b for rows x that are the newest tokens of texts. The weights are read once for up to 64 rows, so that memory sets the speed of a few;
/// they are float32, or bfloat16, which is half the memory. Sums are float32 in either case.
/// </summary>
/// <remarks>A row's bits are those that it has alone: the order of sums depends neither on the rows beside it, nor on threads.</remarks>
internal static unsafe class FewRowsKernel
{
    /// <summary>For how many rows weights are read once: their inputs stay in a cache.</summary>
    internal const int RowsInPass = 64;

    /// <summary>As many as a step takes where vectors are wide.</summary>
    internal const int FewestInputs = 32;

    // How many outputs are computed at once: with four rows, as many sums as registers hold.
    private const int Outputs = 3;

    /// <summary>Computes the product.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="weights">W, a row for each output.</param>
    /// <param name="bias">b, or null.</param>
    /// <param name="y">The result.</param>
    /// <param name="inputs">The length of a row of x, at least <see cref="FewestInputs"/>.</param>
    /// <param name="outputs">The length of a row of y.</param>
    /// <typeparam name="TStored">How the weights are stored.</typeparam>
    internal static void Run<TStored>(float* x, int rows, void* weights, float* bias, float* y, int inputs, int outputs)
        where TStored : IStored
    {
        for (var row = 0; row < rows; row += RowsInPass)
        {
            var count = Math.Min(RowsInPass, rows - row);
            float* passed = x + ((long)row * inputs), result = y + ((long)row * outputs);
            if (Vector512.IsHardwareAccelerated)
                Product<TStored, Vector512<float>, WideVectors>.Run(passed, count, weights, bias, result, inputs, outputs);
            else
                Product<TStored, Vector<float>, UsualVectors>.Run(passed, count, weights, bias, result, inputs, outputs);
        }
    }

    /// <summary>The product with vectors of one width.</summary>
    internal static class Product<TStored, TVector, TVectors>
        where TStored : IStored
        where TVector : unmanaged
        where TVectors : IVectors<TVector>
    {
        private const int CacheLine = 64;

        // How many inputs a step takes.
        private static int Step => 2 * TVectors.Count;

        // How many inputs have a sum of their own, so that the processor has several in progress: each waits for its multiplications one after the other.
        private static int Block => 12 * Step;

        internal static void Run(float* x, int rows, void* weights, float* bias, float* y, int inputs, int outputs)
        {
            var length = (inputs + Step - 1) / Step * Step;
            var arranged = ArrayPool<float>.Shared.Rent((rows * length) + (CacheLine / sizeof(float)));
            fixed (float* start = arranged)
            {
                var read = (float*)(((nuint)start + CacheLine - 1) & ~(nuint)(CacheLine - 1));
                for (var row = 0; row < rows; row++)
                    Arrange(x + ((long)row * inputs), read + ((long)row * length), inputs);
                CpuLoop.Run(outputs, inputs, (first, end, _) =>
                {
                    Run(read, rows, weights, y, inputs, outputs, first, end);
                    for (var row = 0; bias != null && row < rows; row++)
                        Add(bias, y + ((long)row * outputs), first, end);
                });
            }

            ArrayPool<float>.Shared.Return(arranged);
        }

        // The last step ends where the row does, and has zeros for inputs that the one before has taken.
        private static void Arrange(float* x, float* arranged, int inputs)
        {
            var rest = inputs % Step;
            TStored.Arrange(x, arranged, inputs - rest, Step);
            if (rest == 0)
                return;
            var last = stackalloc float[Step];
            new ReadOnlySpan<float>(x + inputs - rest, rest).CopyTo(new Span<float>(last + Step - rest, rest));
            TStored.Arrange(last, arranged + inputs - rest, Step, Step);
        }

        private static void Run(float* x, int rows, void* weights, float* y, int inputs, int outputs, int output, int end)
        {
            var length = (inputs + Step - 1) / Step * Step;
            for (; rows > 1 && output <= end - Outputs; output += Outputs)
            {
                var row = 0;
                for (; row <= rows - 4; row += 4)
                    FourRows(x + ((long)row * length), weights, y + ((long)row * outputs) + output, output, inputs, outputs, length);
                for (; row < rows; row++)
                    OneRow(x + ((long)row * length), weights, y + ((long)row * outputs), output, output + Outputs, inputs);
            }

            for (var row = 0; row < rows; row++)
                OneRow(x + ((long)row * length), weights, y + ((long)row * outputs), output, end, inputs);
        }

        // One output after the other, so that memory is read from its beginning to its end, and in groups of steps that a row consists of: the processor
        // foresees what an instruction reads next where it always goes on by as much, also from row to row.
        private static void OneRow(float* x, void* weights, float* y, int output, int end, int inputs)
        {
            if (inputs % (6 * Step) == 0)
            {
                for (; output < end; output++)
                    y[output] = Dot(x, weights, (long)output * inputs, inputs, pairs: 3);
            }
            else if (inputs % (4 * Step) == 0)
            {
                for (; output < end; output++)
                    y[output] = Dot(x, weights, (long)output * inputs, inputs, pairs: 2);
            }
            else
            {
                for (; output < end; output++)
                    y[output] = Dot(x, weights, (long)output * inputs, inputs, pairs: 1);
            }
        }

        // The number of pairs of steps at a time is a constant for the compiler, and changes no bit of the sum.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static float Dot(float* x, void* weights, long place, int inputs, int pairs)
        {
            if (inputs <= Block)
                return TVectors.Sum(DotOfBlock(x, weights, place, 0, inputs, inputs, pairs));
            var sum = DotOfBlock(x, weights, place, 0, Block, inputs, pairs);
            for (var start = Block; start < inputs; start += Block)
                sum = TVectors.Add(sum, DotOfBlock(x, weights, place, start, Math.Min(start + Block, inputs), inputs, pairs));
            return TVectors.Sum(sum);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TVector DotOfBlock(float* x, void* weights, long place, int input, int end, int inputs, int pairs)
        {
            TVector sum = default;
            for (; input <= end - (2 * pairs * Step); input += 2 * pairs * Step)
            {
                sum = TwoSteps(x + input, weights, place + input, sum);
                if (pairs > 1)
                    sum = TwoSteps(x + input + (2 * Step), weights, place + input + (2 * Step), sum);
                if (pairs > 2)
                    sum = TwoSteps(x + input + (4 * Step), weights, place + input + (4 * Step), sum);
            }

            for (; pairs == 1 && input < end; input += Step)
                sum = OneStep(x + input, weights, place + Math.Min(input, inputs - Step), sum);
            return sum;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TVector TwoSteps(float* x, void* weights, long place, TVector sum)
        {
            TStored.FetchAhead(weights, place, 2 * Step);
            return OneStep(x + Step, weights, place + Step, OneStep(x, weights, place, sum));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TVector OneStep(float* x, void* weights, long place, TVector sum)
        {
            sum = TVectors.MultiplyAdd(Load(weights, place, 0), TVectors.Load(x), sum);
            return TVectors.MultiplyAdd(Load(weights, place, 1), TVectors.Load(x + TVectors.Count), sum);
        }

        [SkipLocalsInit]
        private static void FourRows(float* x, void* weights, float* y, int output, int inputs, int outputs, int length)
        {
            TVector* sums = stackalloc TVector[4 * Outputs], added = stackalloc TVector[4 * Outputs];
            MultiplyBlock(x, weights, (long)output * inputs, inputs, length, 0, sums);
            for (var start = Block; start < length; start += Block)
            {
                MultiplyBlock(x, weights, (long)output * inputs, inputs, length, start, added);
                for (var i = 0; i < 4 * Outputs; i++)
                    sums[i] = TVectors.Add(sums[i], added[i]);
            }

            for (var row = 0; row < 4; row++)
            {
                for (var i = 0; i < Outputs; i++)
                    y[((long)row * outputs) + i] = TVectors.Sum(sums[(row * Outputs) + i]);
            }
        }

        // The sums of four rows by three outputs. They are written at the end and nothing is called after the loop: otherwise the compiler would move all sums
        // from registers to memory and back in every step.
        private static void MultiplyBlock(float* x, void* weights, long w0, int inputs, int length, int start, TVector* sums)
        {
            var (w1, w2, ahead, end) = (w0 + inputs, w0 + (2L * inputs), 3L * inputs, Math.Min(start + Block, length));
            float* x1 = x + length, x2 = x1 + length, x3 = x2 + length;
            TVector a0 = default, a1 = default, a2 = default, a3 = default;
            TVector b0 = default, b1 = default, b2 = default, b3 = default;
            TVector c0 = default, c1 = default, c2 = default, c3 = default;
            for (var step = start; step < end; step += Step)
            {
                var i = Math.Min(step, inputs - Step);
                TStored.Fetch(weights, w0 + i + ahead, Step);
                TStored.Fetch(weights, w1 + i + ahead, Step);
                TStored.Fetch(weights, w2 + i + ahead, Step);
                for (var half = 0; half < 2; half++)
                {
                    var at = step + (half * TVectors.Count);
                    var a = Load(weights, w0 + i, half);
                    var b = Load(weights, w1 + i, half);
                    var c = Load(weights, w2 + i, half);
                    var row = TVectors.Load(x + at);
                    a0 = TVectors.MultiplyAdd(a, row, a0);
                    b0 = TVectors.MultiplyAdd(b, row, b0);
                    c0 = TVectors.MultiplyAdd(c, row, c0);
                    row = TVectors.Load(x1 + at);
                    a1 = TVectors.MultiplyAdd(a, row, a1);
                    b1 = TVectors.MultiplyAdd(b, row, b1);
                    c1 = TVectors.MultiplyAdd(c, row, c1);
                    row = TVectors.Load(x2 + at);
                    a2 = TVectors.MultiplyAdd(a, row, a2);
                    b2 = TVectors.MultiplyAdd(b, row, b2);
                    c2 = TVectors.MultiplyAdd(c, row, c2);
                    row = TVectors.Load(x3 + at);
                    a3 = TVectors.MultiplyAdd(a, row, a3);
                    b3 = TVectors.MultiplyAdd(b, row, b3);
                    c3 = TVectors.MultiplyAdd(c, row, c3);
                }
            }

            (sums[0], sums[1], sums[2]) = (a0, b0, c0);
            (sums[3], sums[4], sums[5]) = (a1, b1, c1);
            (sums[6], sums[7], sums[8]) = (a2, b2, c2);
            (sums[9], sums[10], sums[11]) = (a3, b3, c3);
        }

        private static TVector Load(void* weights, long place, int half) => TStored.Load<TVector, TVectors>(weights, place, half);

        private static void Add(float* bias, float* y, int start, int end)
        {
            for (var output = start; output < end; output++)
                y[output] += bias[output];
        }
    }
}
