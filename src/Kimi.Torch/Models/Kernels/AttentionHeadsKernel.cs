using System.Numerics;

namespace Kimi.Torch.Models.Kernels;

/// <summary>
/// The pass of <see cref="AttentionHeads"/> over the rows of the fused projection, [queries | keys | values], and its gradient: each query
/// and key head goes through <see cref="RotaryKernel"/>, and a key's or value's gradient is the sum over the query heads that share it.
/// </summary>
internal static unsafe class AttentionHeadsKernel
{
    internal static int Portions(Shape shape) => CpuLoop.Portions(shape.Batch * shape.Time, shape.RowLength * 2);

    internal static void Forward(Shape shape, Weights weights, float* qkv, float* queries, float* keys, float* values) =>
        CpuLoop.Run(shape.Batch * shape.Time, shape.RowLength * 2, (start, end, _) =>
        {
            var (width, group) = (shape.HeadWidth, shape.QueryHeads / shape.KeyHeads);
            for (var row = start; row < end; row++)
            {
                var source = qkv + ((long)row * shape.RowLength);
                var target = (long)row * shape.QueryHeads * width;
                var cosines = weights.Cosines + ((long)(row % shape.Time) * width);
                var sines = weights.Sines + ((long)(row % shape.Time) * width);
                for (var head = 0; head < shape.QueryHeads; head++)
                {
                    RotaryKernel.Forward(
                        source + (head * width), weights.QueryNorm, cosines, sines, queries + target + (head * width), width, shape.Epsilon);
                }

                for (var head = 0; head < shape.KeyHeads; head++)
                {
                    var key = source + ((shape.QueryHeads + head) * width);
                    var first = target + (head * group * width);
                    RotaryKernel.Forward(key, weights.KeyNorm, cosines, sines, keys + first, width, shape.Epsilon);
                    Repeat(keys + first, keys + first + width, group - 1, width);
                    Repeat(key + (shape.KeyHeads * width), values + first, group, width);
                }
            }
        });

    internal static void Backward(
        Shape shape, Weights weights, float* qkv, float* dqueries, float* dkeys, float* dvalues, float* dqkv, float* dnormPortions) =>
        CpuLoop.Run(shape.Batch * shape.Time, shape.RowLength * 2, (start, end, portion) =>
        {
            var (width, group) = (shape.HeadWidth, shape.QueryHeads / shape.KeyHeads);
            var dqueryNorm = dnormPortions + ((long)portion * 2 * width);
            var dkeyNorm = dqueryNorm + width;
            var sum = stackalloc float[width];
            var buffer = stackalloc float[width];
            for (var row = start; row < end; row++)
            {
                var offset = (long)row * shape.RowLength;
                var gradient = (long)row * shape.QueryHeads * width;
                var cosines = weights.Cosines + ((long)(row % shape.Time) * width);
                var sines = weights.Sines + ((long)(row % shape.Time) * width);
                for (var head = 0; head < shape.QueryHeads; head++)
                {
                    var place = offset + (head * width);
                    RotaryKernel.Backward(
                        qkv + place, weights.QueryNorm, cosines, sines, dqueries + gradient + (head * width), dqkv + place, dqueryNorm, buffer, width,
                        shape.Epsilon);
                }

                for (var head = 0; head < shape.KeyHeads; head++)
                {
                    var place = offset + ((shape.QueryHeads + head) * width);
                    var first = gradient + (head * group * width);
                    Sum(dkeys + first, sum, group, width);
                    RotaryKernel.Backward(
                        qkv + place, weights.KeyNorm, cosines, sines, sum, dqkv + place, dkeyNorm, buffer, width, shape.Epsilon);
                    Sum(dvalues + first, dqkv + place + (shape.KeyHeads * width), group, width);
                }
            }
        });

    private static void Repeat(float* source, float* target, int times, int width)
    {
        for (var i = 0; i < times; i++)
            new ReadOnlySpan<float>(source, width).CopyTo(new Span<float>(target + (i * width), width));
    }

    private static void Sum(float* parts, float* sum, int count, int width)
    {
        var i = 0;
        for (; i <= width - Vector<float>.Count; i += Vector<float>.Count)
        {
            var total = Vector.Load(parts + i);
            for (var part = 1; part < count; part++)
                total += Vector.Load(parts + (part * width) + i);
            total.Store(sum + i);
        }

        for (; i < width; i++)
        {
            sum[i] = parts[i];
            for (var part = 1; part < count; part++)
                sum[i] += parts[(part * width) + i];
        }
    }

    /// <summary>What the rows consist of.</summary>
    internal readonly record struct Shape(int Batch, int Time, int QueryHeads, int KeyHeads, int HeadWidth, float Epsilon)
    {
        internal int RowLength => (QueryHeads + (2 * KeyHeads)) * HeadWidth;
    }

    /// <summary>The tables of positions, and the norms' weights or null.</summary>
    internal readonly struct Weights(float* cosines, float* sines, float* queryNorm, float* keyNorm)
    {
        internal float* Cosines { get; } = cosines;

        internal float* Sines { get; } = sines;

        internal float* QueryNorm { get; } = queryNorm;

        internal float* KeyNorm { get; } = keyNorm;
    }
}
