using System.Numerics;
using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Torch.Models.Kernels;

/// <summary>
/// Draws a token of each row of logits by the inverse of the cumulative distribution. With w(v) = exp((l(v) − max l) / T), the log-probability of v is
/// ln w(v) − ln Σw. Logits are read twice, for their maximum and for sums of w over blocks of tokens; a draw then looks into one block. Where only the most
/// likely tokens may come, <see cref="DescendingWeights"/> draws.
/// </summary>
internal static unsafe class SamplingKernel
{
    // How many tokens share a sum.
    private const int Block = 1024;

    /// <summary>Draws one token per row.</summary>
    /// <param name="logits_BV">float32 logits.</param>
    /// <param name="uniforms_B">A number in [0, 1] for each row.</param>
    /// <param name="sampling">The temperature (0 for the most likely token, which is scored at 1), and which tokens may come.</param>
    /// <returns>tokens_B, 64-bit, and their logprobs_B over the whole vocabulary.</returns>
    internal static (Tensor Tokens_B, Tensor Logprobs_B) Run(Tensor logits_BV, float[] uniforms_B, SamplingOptions sampling)
    {
        using var read_BV = logits_BV.contiguous();
        var (rows, vocabulary) = ((int)read_BV.size(0), (int)read_BV.size(1));
        var (tokens_B, logprobs_B) = (empty(rows, ScalarType.Int64), empty(rows));
        float* logits = (float*)read_BV.Start(), logprobs = logprobs_B.Floats();
        var tokens = (long*)tokens_B.Start();
        CpuLoop.Run(rows, vocabulary, (start, end, _) =>
        {
            var isGreedy = sampling.Temperature == 0;
            var scale = isGreedy ? 1 : (float)(1 / sampling.Temperature);
            var sums = new double[(vocabulary + Block - 1) / Block];
            using var descending = isGreedy || sampling is { TopK: 0, TopP: 1, MinP: 0 } ? null : new DescendingWeights(vocabulary, sampling);
            for (var row = start; row < end; row++)
            {
                var logits_V = new ReadOnlySpan<float>(logits + ((long)row * vocabulary), vocabulary);
                var largest = Largest(logits_V);
                var total = descending?.Count(logits_V, largest, scale) ?? Sum(logits_V, largest, scale, sums);
                var token = isGreedy ? PlaceOf(largest, logits_V)
                    : descending?.Draw(uniforms_B[row]) ?? Draw(logits_V, largest, scale, sums, uniforms_B[row] * total);
                tokens[row] = token;
                logprobs[row] = ((logits_V[token] - largest) * scale) - (float)Math.Log(total);
            }
        });
        return (tokens_B, logprobs_B);
    }

    /// <summary>Writes w of consecutive tokens.</summary>
    internal static void Weigh(ReadOnlySpan<float> logits, float largest, float scale, Span<float> weights)
    {
        var i = 0;
        for (; i <= logits.Length - Vector<float>.Count; i += Vector<float>.Count)
            Vector.Exp((new Vector<float>(logits[i..]) - new Vector<float>(largest)) * scale).CopyTo(weights[i..]);
        for (; i < logits.Length; i++)
            weights[i] = MathF.Exp((logits[i] - largest) * scale);
    }

    private static float Largest(ReadOnlySpan<float> logits)
    {
        Vector<float> a = new(float.NegativeInfinity), b = a, c = a, d = a;
        for (; logits.Length >= 4 * Vector<float>.Count; logits = logits[(4 * Vector<float>.Count)..])
        {
            a = Vector.MaxNative(a, new(logits));
            b = Vector.MaxNative(b, new(logits[Vector<float>.Count..]));
            c = Vector.MaxNative(c, new(logits[(2 * Vector<float>.Count)..]));
            d = Vector.MaxNative(d, new(logits[(3 * Vector<float>.Count)..]));
        }

        var all = Vector.MaxNative(Vector.MaxNative(a, b), Vector.MaxNative(c, d));
        var largest = float.NegativeInfinity;
        for (var i = 0; i < Vector<float>.Count; i++)
            largest = MathF.Max(largest, all[i]);
        foreach (var logit in logits)
            largest = MathF.Max(largest, logit);
        return largest;
    }

    // The first place; 0 if there is none, since there are numbers that are none.
    private static int PlaceOf(float largest, ReadOnlySpan<float> logits)
    {
        var i = 0;
        while (i <= logits.Length - Vector<float>.Count && !Vector.EqualsAny(new Vector<float>(logits[i..]), new(largest)))
            i += Vector<float>.Count;
        return Math.Max(0, i + logits[i..].IndexOf(largest));
    }

    private static double Sum(ReadOnlySpan<float> logits, float largest, float scale, double[] sums)
    {
        Span<float> weights = stackalloc float[Block];
        var total = 0.0;
        for (var block = 0; block < sums.Length; block++)
        {
            var part = Part(logits, block);
            Weigh(part, largest, scale, weights);
            total += sums[block] = Sum(weights[..part.Length]);
        }

        return total;
    }

    private static float Sum(ReadOnlySpan<float> weights)
    {
        var sum = Vector<float>.Zero;
        for (; weights.Length >= Vector<float>.Count; weights = weights[Vector<float>.Count..])
            sum += new Vector<float>(weights);
        var rest = 0f;
        foreach (var weight in weights)
            rest += weight;
        return Vector.Sum(sum) + rest;
    }

    // The first token with which the cumulative sum passes the threshold; the last one with a weight if rounding keeps the sum below.
    private static int Draw(ReadOnlySpan<float> logits, float largest, float scale, double[] sums, double threshold)
    {
        Span<float> weights = stackalloc float[Block];
        var (cumulative, drawn) = (0.0, 0);
        var end = Array.FindLastIndex(sums, sum => sum > 0);
        for (var block = 0; block <= end; block++)
        {
            if (block < end && cumulative + sums[block] <= threshold)
            {
                cumulative += sums[block];
                continue;
            }

            var part = Part(logits, block);
            Weigh(part, largest, scale, weights);
            for (var i = 0; i < part.Length && cumulative <= threshold; i++)
            {
                cumulative += weights[i];
                if (weights[i] > 0)
                    drawn = (block * Block) + i;
            }

            if (cumulative > threshold)
                break;
        }

        return drawn;
    }

    private static ReadOnlySpan<float> Part(ReadOnlySpan<float> logits, int block) =>
        logits.Slice(block * Block, Math.Min(Block, logits.Length - (block * Block)));
}
