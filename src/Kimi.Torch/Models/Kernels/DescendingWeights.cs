using System.Buffers;
using System.Numerics;
using Kimi.Dsl;

namespace Kimi.Torch.Models.Kernels;

/// <summary>
/// The weights of a vocabulary's tokens in descending order, equal ones by the tokens' numbers, of which only the first may be drawn: at most k, of those the
/// fewest that have the share p of their sum, of those the ones of at least m times the largest weight. Tokens are counted into bins by −ln w, so that
/// only the bins in which a bound falls have to be sorted, and not the vocabulary.
/// </summary>
/// <param name="vocabulary">How many tokens there are.</param>
/// <param name="sampling">k, p and m.</param>
internal sealed class DescendingWeights(int vocabulary, SamplingOptions sampling) : IDisposable
{
    private const int Block = 1024;

    // −ln w up to 32; the last bin has all beyond.
    private const int Bins = 2048;
    private const int BinsForOne = 64;

    private readonly ushort[] _binOf = ArrayPool<ushort>.Shared.Rent(vocabulary);
    private readonly float[] _weights = ArrayPool<float>.Shared.Rent(vocabulary);
    private readonly int[] _counts = new int[Bins];
    private readonly double[] _sums = new double[Bins];
    private readonly Dictionary<int, (float Weight, int Token)[]> _sorted = [];

    /// <summary>Takes up weights exp((l − largest) · scale).</summary>
    /// <returns>Their sum.</returns>
    internal double Count(ReadOnlySpan<float> logits, float largest, float scale)
    {
        Array.Clear(_counts);
        Array.Clear(_sums);
        _sorted.Clear();
        SamplingKernel.Weigh(logits, largest, scale, _weights);
        Span<int> bins = stackalloc int[Block];
        for (var start = 0; start < logits.Length; start += Block)
        {
            var part = logits[start..Math.Min(start + Block, logits.Length)];
            Divide(part, largest, scale * BinsForOne, bins);
            for (var i = 0; i < part.Length; i++)
            {
                var bin = bins[i];
                _binOf[start + i] = (ushort)bin;
                _counts[bin]++;
                _sums[bin] += _weights[start + i];
            }
        }

        return _sums.Sum();
    }

    /// <summary>Draws by the inverse of the cumulative distribution over the tokens that may come.</summary>
    internal int Draw(float uniform)
    {
        var ofMostLikely = sampling.TopK > 0 ? Kept(double.PositiveInfinity, leastWeight: 0).Sum : _sums.Sum();
        var kept = Kept(sampling.TopP < 1 ? sampling.TopP * ofMostLikely : double.PositiveInfinity, (float)sampling.MinP);
        var threshold = uniform * kept.Sum;
        var last = LastWithWeight(kept.Count);
        var (cumulative, left, drawn) = (0.0, kept.Count, 0);
        for (var bin = 0; bin <= last; left -= _counts[bin++])
        {
            if (bin < last && cumulative + _sums[bin] <= threshold)
            {
                cumulative += _sums[bin];
                continue;
            }

            foreach (var (weight, token) in Sorted(bin).Take(left))
            {
                cumulative += weight;
                if (weight > 0)
                    drawn = token;
                if (cumulative > threshold)
                    return drawn;
            }
        }

        return drawn;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<ushort>.Shared.Return(_binOf);
        ArrayPool<float>.Shared.Return(_weights);
    }

    // The last bin with any weight that the first tokens reach into.
    private int LastWithWeight(int tokens)
    {
        var last = 0;
        for (var bin = 0; bin < Bins && tokens > 0; tokens -= _counts[bin++])
        {
            if (_sums[bin] > 0)
                last = bin;
        }

        return last;
    }

    // How many tokens may come, and the sum of their weights: those before which the sum is below the limit. The first always may.
    private (int Count, double Sum) Kept(double limit, float leastWeight)
    {
        var most = sampling.TopK > 0 ? sampling.TopK : int.MaxValue;
        var (count, sum) = (0, 0.0);
        for (var bin = 0; bin < Bins; bin++)
        {
            if (count + _counts[bin] <= most && sum + _sums[bin] < limit && leastWeight <= SmallestIn(bin))
            {
                (count, sum) = (count + _counts[bin], sum + _sums[bin]);
                continue;
            }

            foreach (var (weight, _) in Sorted(bin))
            {
                if (count > 0 && (count == most || sum >= limit || weight < leastWeight))
                    return (count, sum);
                (count, sum) = (count + 1, sum + weight);
            }
        }

        return (count, sum);
    }

    // A weight that is smaller than any in the bin, whichever way they were rounded.
    private static double SmallestIn(int bin) => bin == Bins - 1 ? 0 : Math.Exp(-(bin + 2.0) / BinsForOne);

    private (float Weight, int Token)[] Sorted(int bin)
    {
        if (_sorted.TryGetValue(bin, out var known))
            return known;
        var tokens = new (float Weight, int Token)[_counts[bin]];
        var next = 0;
        for (var i = 0; i < tokens.Length; i++, next++)
        {
            next += _binOf.AsSpan(next).IndexOf((ushort)bin);
            tokens[i] = (_weights[next], next);
        }

        Array.Sort(tokens, (one, other) => one.Weight != other.Weight ? other.Weight.CompareTo(one.Weight) : one.Token - other.Token);
        return _sorted[bin] = tokens;
    }

    private static void Divide(ReadOnlySpan<float> logits, float largest, float scale, Span<int> bins)
    {
        var i = 0;
        for (; i <= logits.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var place = (new Vector<float>(largest) - new Vector<float>(logits[i..])) * scale;
            Vector.ConvertToInt32(Vector.Min(place, new(Bins - 1f))).CopyTo(bins[i..]);
        }

        for (; i < logits.Length; i++)
            bins[i] = (int)Math.Min((largest - logits[i]) * scale, Bins - 1f);
    }
}
