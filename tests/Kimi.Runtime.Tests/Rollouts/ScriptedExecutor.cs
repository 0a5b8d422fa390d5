using System.Runtime.CompilerServices;
using Kimi.Dsl;

namespace Kimi.Runtime.Tests.Rollouts;

/// <summary>An executor whose responses are a function of their seed: token t is t, and the length has a heavy tail (Pareto, α = 1).</summary>
internal class ScriptedExecutor(string name = "scripted") : IRolloutExecutor
{
    public string Name => name;

    public virtual ExecutorCapabilities Capabilities { get; init; } =
        new() { Repeats = true, Fingerprint = "scripted", SharesWeights = true, AppliesStopRules = true };

    /// <summary>Every order.</summary>
    internal List<RolloutOrder> Orders { get; } = [];

    internal static int LengthOf(ulong seed, int longest) => (int)Math.Min(longest, 2 / (1 - new SeededRandom(seed).NextDouble()));

    public virtual async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        lock (Orders)
            Orders.Add(order);
        await Task.Yield();
        foreach (var request in order.Requests)
            yield return Answer(request, order);
    }

    protected static RolloutEvent.Answer Answer(RolloutRequest request, RolloutOrder order)
    {
        var earlier = request.Turns.Sum(turn => turn.AllTokens.Count());
        var length = LengthOf(request.Seed, order.Sampling.MaxResponseTokens);
        var grown = (int)Math.Min(length - earlier, (long)request.TokenBudget);
        var segment = new RolloutSegment(order.Policy.Version, [.. Enumerable.Range(earlier, grown)], [.. new float[grown]]);
        return earlier + grown < length
            ? new RolloutEvent.Cut(request.Id, segment)
            : new RolloutEvent.Finished(request.Id, segment, length == order.Sampling.MaxResponseTokens ? StopReason.LengthLimit : StopReason.EndOfText);
    }
}
