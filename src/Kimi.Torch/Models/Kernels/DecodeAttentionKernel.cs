using System.Numerics;

namespace Kimi.Torch.Models.Kernels;

/// <summary>
/// For each row and key head: turn and store the new key and value at place n, then for each query head of the group
/// s_t = q·k_t / sqrt(d) for t ≤ n,  p = softmax(s),  o = Σ_t p_t·v_t.
/// </summary>
internal static unsafe class DecodeAttentionKernel
{
    internal static void Run(
        AttentionHeadsKernel.Shape shape, AttentionHeadsKernel.Weights weights, int[] lengths, float* qkv, float* keys, float* values, float* attended)
    {
        var longest = lengths.Max() + 1;
        CpuLoop.Run(lengths.Length, shape.KeyHeads * shape.HeadWidth * longest, (start, end, _) =>
        {
            var (width, group, capacity) = (shape.HeadWidth, shape.QueryHeads / shape.KeyHeads, shape.Time);
            var scratch = new float[(group * (width + RoundUp(longest))) + width];
            fixed (float* queries = scratch)
            {
                var scores = queries + (group * width);
                var turnedKey = scores + (group * RoundUp(longest));
                for (var row = start; row < end; row++)
                {
                    var source = qkv + ((long)row * shape.RowLength);
                    var position = lengths[row];
                    var cosines = weights.Cosines + ((long)position * width);
                    var sines = weights.Sines + ((long)position * width);
                    for (var head = 0; head < shape.KeyHeads; head++)
                    {
                        var block = ((long)row * shape.KeyHeads + head) * capacity * width;
                        var newKey = source + ((shape.QueryHeads + head) * width);
                        RotaryKernel.Forward(newKey, weights.KeyNorm, cosines, sines, turnedKey, width, shape.Epsilon);
                        for (var i = 0; i < width; i++)
                            keys[block + ((long)i * capacity) + position] = turnedKey[i];
                        new ReadOnlySpan<float>(newKey + (shape.KeyHeads * width), width)
                            .CopyTo(new Span<float>(values + block + ((long)position * width), width));

                        for (var i = 0; i < group; i++)
                        {
                            RotaryKernel.Forward(
                                source + (((head * group) + i) * width), weights.QueryNorm, cosines, sines, queries + (i * width), width, shape.Epsilon);
                        }

                        var target = attended + ((((long)row * shape.QueryHeads) + (head * group)) * width);
                        Attend(queries, keys + block, values + block, scores, target, group, position + 1, width, capacity);
                    }
                }
            }
        });
    }

    /// <summary>The next length that whole vectors fill.</summary>
    internal static int RoundUp(int length) => (length + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    private static void Attend(
        float* queries, float* keys, float* values, float* scores, float* attended, int group, int length, int width, int capacity)
    {
        var stride = RoundUp(length);
        for (var i = 0; i < group; i++)
        {
            Score(queries + (i * width), keys, scores + (i * stride), length, width, capacity);
            Softmax(scores + (i * stride), length, 1f / MathF.Sqrt(width));
            Mix(scores + (i * stride), values, attended + (i * width), length, width);
        }
    }

    private static void Score(float* query, float* keys, float* scores, int length, int width, int capacity)
    {
        var t = 0;
        for (; t <= length - (4 * Vector<float>.Count); t += 4 * Vector<float>.Count)
        {
            Vector<float> a = Vector<float>.Zero, b = a, c = a, e = a;
            var key = keys + t;
            for (var d = 0; d < width; d++, key += capacity)
            {
                var factor = new Vector<float>(query[d]);
                a = Vector.FusedMultiplyAdd(factor, Vector.Load(key), a);
                b = Vector.FusedMultiplyAdd(factor, Vector.Load(key + Vector<float>.Count), b);
                c = Vector.FusedMultiplyAdd(factor, Vector.Load(key + (2 * Vector<float>.Count)), c);
                e = Vector.FusedMultiplyAdd(factor, Vector.Load(key + (3 * Vector<float>.Count)), e);
            }

            a.Store(scores + t);
            b.Store(scores + t + Vector<float>.Count);
            c.Store(scores + t + (2 * Vector<float>.Count));
            e.Store(scores + t + (3 * Vector<float>.Count));
        }

        for (; t < length; t += Vector<float>.Count)
        {
            var sum = Vector<float>.Zero;
            for (var d = 0; d < width; d++)
                sum = Vector.FusedMultiplyAdd(new Vector<float>(query[d]), Vector.Load(keys + ((long)d * capacity) + t), sum);
            sum.Store(scores + t);
        }
    }

    private static void Softmax(float* scores, int length, float scale)
    {
        // The tail of the last vector lies in scratch memory and is cleared, so that whole vectors can be compared and summed.
        var padded = RoundUp(length);
        new Span<float>(scores + length, padded - length).Fill(float.NegativeInfinity);
        var most = new Vector<float>(float.NegativeInfinity);
        for (var t = 0; t < padded; t += Vector<float>.Count)
            most = Vector.Max(most, Vector.Load(scores + t));
        var largest = most[0];
        for (var lane = 1; lane < Vector<float>.Count; lane++)
            largest = MathF.Max(largest, most[lane]);
        var total = Vector<float>.Zero;
        for (var t = 0; t < padded; t += Vector<float>.Count)
        {
            var weight = Vector.Exp((Vector.Load(scores + t) - new Vector<float>(largest)) * scale);
            total += weight;
            weight.Store(scores + t);
        }

        var inverse = 1f / Vector.Sum(total);
        for (var t = 0; t < padded; t += Vector<float>.Count)
            (Vector.Load(scores + t) * inverse).Store(scores + t);
    }

    private static void Mix(float* weights, float* values, float* mixed, int length, int width)
    {
        var d = 0;
        for (; d <= width - (4 * Vector<float>.Count); d += 4 * Vector<float>.Count)
        {
            Vector<float> a = Vector<float>.Zero, b = a, c = a, e = a;
            var value = values + d;
            for (var t = 0; t < length; t++, value += width)
            {
                var weight = new Vector<float>(weights[t]);
                a = Vector.FusedMultiplyAdd(weight, Vector.Load(value), a);
                b = Vector.FusedMultiplyAdd(weight, Vector.Load(value + Vector<float>.Count), b);
                c = Vector.FusedMultiplyAdd(weight, Vector.Load(value + (2 * Vector<float>.Count)), c);
                e = Vector.FusedMultiplyAdd(weight, Vector.Load(value + (3 * Vector<float>.Count)), e);
            }

            a.Store(mixed + d);
            b.Store(mixed + d + Vector<float>.Count);
            c.Store(mixed + d + (2 * Vector<float>.Count));
            e.Store(mixed + d + (3 * Vector<float>.Count));
        }

        for (; d < width; d++)
        {
            var sum = 0f;
            for (var t = 0; t < length; t++)
                sum += weights[t] * values[((long)t * width) + d];
            mixed[d] = sum;
        }
    }
}
