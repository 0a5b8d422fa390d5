using Kimi.Torch.Models;
using TorchSharp;

namespace Kimi.Runtime.Stages;

/// <summary>
/// The batches of a step, of similar length and within a budget of tokens, that together take the least time: a batch takes as long as if each of its rows
/// had the length of the longest, and some time of its own.
/// </summary>
internal static class MicroBatches
{
    // About a millisecond of a small model on a CPU. Larger ones have less of it, in tokens, and save the same padding.
    private const int TokensOfABatch = 64;

    /// <summary>The batches, shorter responses first. A response that exceeds the budget gets one of its own.</summary>
    /// <param name="samples">The responses of the step.</param>
    /// <param name="policy">The policy that is trained.</param>
    /// <param name="tokens">The most tokens of a batch, padding included.</param>
    internal static IReadOnlyList<List<TrainingSample>> Of(IEnumerable<TrainingSample> samples, LoadedPolicy policy, int tokens)
    {
        // A device, and processes that share the rows of a batch, are best used by large batches: as few as there can be.
        var own = policy.Model is { Device.type: DeviceType.CPU, IsShared: false } ? TokensOfABatch : tokens;
        var sorted = samples.OrderBy(sample => sample.Length).ToList();
        var (least, first) = (new long[sorted.Count + 1], new int[sorted.Count + 1]);
        for (var end = 1; end <= sorted.Count; end++)
        {
            least[end] = long.MaxValue;
            for (var start = end - 1; start >= 0; start--)
            {
                var padded = (long)(end - start) * sorted[end - 1].Length;
                if (padded > tokens && start < end - 1)
                    break;
                if (least[start] + padded + own < least[end])
                    (least[end], first[end]) = (least[start] + padded + own, start);
            }
        }

        var batches = new List<List<TrainingSample>>();
        for (var end = sorted.Count; end > 0; end = first[end])
            batches.Add(sorted[first[end]..end]);
        batches.Reverse();
        return batches;
    }
}
