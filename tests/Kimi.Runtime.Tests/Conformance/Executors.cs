using System.Runtime.CompilerServices;
using Kimi.Dsl;
using Kimi.Runtime.Tests.Rollouts;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>Counts the orders that it gets.</summary>
internal sealed class CountedExecutor(CallCounts counts, ScriptedExecutor? executor = null) : ScriptedExecutor
{
    private readonly ScriptedExecutor _executor = executor ?? new();

    public override IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, CancellationToken cancellationToken)
    {
        counts.Add(order.Requests.Count);
        return _executor.ExecuteAsync(order, cancellationToken);
    }
}

/// <summary>Writes texts that a test gives, by the place of the request.</summary>
internal sealed class Writer(string alphabet, Func<RolloutOrder, int, string> text) : ScriptedExecutor
{
    private readonly Tokenizer _tokenizer = Tokenizer.OfCharacters(alphabet);

    internal string PromptOf(RolloutOrder order, int request) =>
        _tokenizer.Decode(order.Prompts.Single(prompt => prompt.Id == order.Requests[request].Prompt).Tokens.Span);

    public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        for (var i = 0; i < order.Requests.Count; i++)
        {
            int[] all = [.. _tokenizer.Encode(text(order, i)), _tokenizer.EndOfTextId];
            var most = order.Sampling.MaxResponseTokens;
            int[] tokens = [.. all.Take(most)];
            yield return new RolloutEvent.Finished(
                order.Requests[i].Id, new(order.Policy.Version, [.. tokens], [.. new float[tokens.Length]]),
                all.Length > most ? StopReason.LengthLimit : StopReason.EndOfText);
        }
    }
}

/// <summary>
/// Does well by the policy that it is asked for first, and badly by others; the other way round where it is asked otherwise than the first time. So whatever
/// changes what a stage asks for changes which policy is best.
/// </summary>
internal sealed class Swayed : ScriptedExecutor
{
    private (string Policy, string Asked)? _first;

    public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        var asked = $"{Asked(order.Sampling)} {order.Requests.Count}";
        _first ??= (order.Policy.Name, asked);
        var well = (order.Policy.Name == _first.Value.Policy) == (asked == _first.Value.Asked);
        foreach (var (index, request) in order.Requests.Index())
        {
            var length = index == 0 ? Uneasy.Failing : well ? 2 : 1;
            yield return new RolloutEvent.Finished(
                request.Id, new(0, [.. Enumerable.Repeat(2, length)], [.. new float[length]]), StopReason.EndOfText);
        }
    }

    /// <summary>All that sampling options say, as text.</summary>
    internal static string Asked(SamplingOptions sampling) =>
        $"{sampling with { StopTexts = [], StopTokens = [] }} {string.Join(',', sampling.StopTexts)} {string.Join(',', sampling.StopTokens)}";
}
