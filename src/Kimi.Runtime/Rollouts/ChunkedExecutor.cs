using System.Runtime.CompilerServices;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// Applies stop rules for an executor that cannot: it generates in chunks, the rules are checked here, and what was generated after the token at which one
/// fires is dropped.
/// </summary>
/// <param name="executor">The executor.</param>
/// <param name="rules">Gives the rules.</param>
/// <param name="options">How long a rule may take.</param>
/// <param name="time">Measures that.</param>
internal sealed class ChunkedExecutor(IRolloutExecutor executor, StopRules rules, IOptions<KimiOptions> options, TimeProvider time) : IRolloutExecutor
{
    private const int ChunkTokens = 64;

    public string Name => executor.Name;

    public ExecutorCapabilities Capabilities { get; } = executor.Capabilities with
    {
        AppliesStopRules = true,

        // A response is read again for each chunk, which may change its last bits.
        Fingerprint = $"{executor.Capabilities.Fingerprint} in chunks",
    };

    public async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (order.Sampling.StopRules.Count == 0)
        {
            await foreach (var told in executor.ExecuteAsync(order, cancellationToken).ConfigureAwait(false))
                yield return told;
            yield break;
        }

        var calls = new ComponentCalls(options, time);
        var check = rules.Of(order.Sampling, calls);
        var generated = new Dictionary<string, RolloutSegment>(StringComparer.Ordinal);
        var open = order.Requests.ToDictionary(request => request.Id, StringComparer.Ordinal);
        var asked = open.Keys.ToHashSet(StringComparer.Ordinal);
        while (open.Count > 0)
        {
            var chunk = order with
            {
                Sampling = order.Sampling with { StopRules = [] },
                Answered = [],
                Requests =
                [
                    .. order.Requests.Where(request => open.ContainsKey(request.Id))
                        .Select(request => Continue(request, generated) with { TokenBudget = Math.Min(ChunkTokens, Left(request, generated)) }),
                ],
            };
            var missing = chunk.Requests.Select(request => request.Id).ToHashSet();
            await foreach (var told in executor.ExecuteAsync(chunk, cancellationToken).ConfigureAwait(false))
            {
                if (told is not RolloutEvent.Answer answer || !asked.Contains(answer.Request))
                {
                    yield return told;
                    continue;
                }

                // An answer that comes twice counts once.
                if (!missing.Remove(answer.Request))
                    continue;
                if (answer.Segment.Tokens.Count == 0)
                    yield break;

                var taking = Task.Run(() => Take(open[answer.Request], answer, check, generated), CancellationToken.None);
                if (await calls.WatchAsync(taking).ConfigureAwait(false) is not { } complete)
                    continue;
                open.Remove(complete.Request);
                yield return complete;
            }

            if (missing.Count > 0)
                yield break;
        }
    }

    // The answer that a chunk completes, or null if the response goes on.
    private static RolloutEvent.Answer? Take(
        RolloutRequest request, RolloutEvent.Answer answer, IReadOnlyList<IStopRule> rules, Dictionary<string, RolloutSegment> generated)
    {
        var before = generated.GetValueOrDefault(request.Id);
        var all = before is null
            ? answer.Segment
            : answer.Segment with { Tokens = [.. before.Tokens, .. answer.Segment.Tokens], Logprobs = [.. before.Logprobs, .. answer.Segment.Logprobs] };
        generated[request.Id] = all;
        int[] turn = [.. request.Turns is [.., PolicyTurn begun] ? begun.AllTokens : [], .. all.Tokens];
        var start = turn.Length - all.Tokens.Count;
        for (var end = turn.Length - answer.Segment.Tokens.Count + 1; end <= turn.Length; end++)
        {
            // What ends a response by itself comes before the rules, as it does in an engine that applies them.
            if (end == turn.Length && answer is RolloutEvent.Finished { Reason: StopReason.EndOfText or StopReason.StopText })
                break;
            foreach (var rule in rules)
            {
                if (rule.Check(turn.AsSpan(0, end)) is { } reason)
                {
                    return new RolloutEvent.Finished(
                        request.Id, all with { Tokens = all.Tokens.Slice(0, end - start), Logprobs = all.Logprobs.Slice(0, end - start) }, reason);
                }
            }
        }

        return answer switch
        {
            RolloutEvent.Finished finished => finished with { Segment = all },
            _ when all.Tokens.Count >= request.TokenBudget => new RolloutEvent.Cut(request.Id, all),
            _ => null,
        };
    }

    private static int Left(RolloutRequest request, Dictionary<string, RolloutSegment> generated) =>
        request.TokenBudget - (generated.GetValueOrDefault(request.Id)?.Tokens.Count ?? 0);

    private static RolloutRequest Continue(RolloutRequest request, Dictionary<string, RolloutSegment> generated) =>
        generated.TryGetValue(request.Id, out var segment) ? request with { Turns = request.TurnsWith(segment) } : request;
}
