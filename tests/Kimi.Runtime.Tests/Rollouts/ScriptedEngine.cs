using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Tests.Rollouts;

/// <summary>An engine whose responses are a function of their seed: token t is t, and the length has a heavy tail (Pareto, α = 1).</summary>
internal sealed class ScriptedEngine : IRolloutEngine
{
    /// <summary>The requests of every call.</summary>
    internal List<IReadOnlyList<RolloutRequest>> Calls { get; } = [];

    internal static int LengthOf(ulong seed, int longest) => (int)Math.Min(longest, 2 / (1 - new SeededRandom(seed).NextDouble()));

    public IReadOnlyList<RolloutOutcome> Generate(
        LoadedPolicy policy, IReadOnlyList<RolloutRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken)
    {
        lock (Calls)
            Calls.Add(requests);
        return [.. requests.Select(request => Grow(request, sampling))];
    }

    private static RolloutOutcome Grow(RolloutRequest request, SamplingOptions sampling)
    {
        var earlier = request.Segments.Sum(segment => segment.Tokens.Length);
        var length = LengthOf(request.Seed, sampling.MaxResponseTokens);
        var grown = (int)Math.Min(length - earlier, (long)sampling.TokenBudget);
        IReadOnlyList<RolloutSegment> segments = [.. request.Segments, new(sampling.PolicyVersion, [.. Enumerable.Range(earlier, grown)], new float[grown])];
        return earlier + grown < length
            ? new RolloutOutcome.Unfinished(request with { Segments = segments })
            : new RolloutOutcome.Finished(new()
            {
                Problem = request.Problem,
                PromptTokens = [1],
                Segments = segments,
                Text = $"{request.Seed}",
                StopReason = length == sampling.MaxResponseTokens ? StopReason.LengthLimit : StopReason.EndOfText,
            });
    }
}
