using System.Runtime.InteropServices;
using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>A response in progress in a slot.</summary>
/// <param name="request">Its request.</param>
/// <param name="prompt">The prompt.</param>
internal sealed class ResponseInProgress(RolloutRequest request, RolloutPrompt prompt)
{
    // Of all turns. The policy's turn in progress is what stop conditions see; lengths count what policies wrote.
    private readonly List<int> _tokens = [.. request.Turns.SelectMany(turn => turn.AllTokens)];
    private readonly int _turnStart = request.Turns is [.., PolicyTurn] ? request.Turns.SkipLast(1).Sum(turn => turn.AllTokens.Count())
        : request.Turns.Sum(turn => turn.AllTokens.Count());

    private readonly int _replies = request.Turns.OfType<EnvironmentTurn>().Sum(turn => turn.Tokens.Count);
    private readonly List<float> _logprobs = [];

    /// <summary>The id of its request.</summary>
    public string Id => request.Id;

    /// <summary>Its prompt.</summary>
    public RolloutPrompt Prompt => prompt;

    /// <summary>Whether nothing of it has been generated yet.</summary>
    public bool IsFresh => request.Turns.Count == 0;

    /// <summary>All tokens to read before it continues.</summary>
    public int[] Read => [.. prompt.Tokens, .. _tokens];

    /// <summary>The number of those tokens.</summary>
    public int ReadLength => prompt.Tokens.Count + _tokens.Count;

    /// <summary>How many tokens policies wrote of it.</summary>
    public int Length => _tokens.Count - _replies;

    /// <summary>How many tokens it may come to gain by this order.</summary>
    /// <param name="sampling">How it is sampled.</param>
    public int Growth(SamplingOptions sampling) => Math.Min(request.TokenBudget, sampling.MaxResponseTokens - Length);

    /// <summary>The newest token.</summary>
    public int LastToken => _tokens[^1];

    /// <summary>The uniform number that decides its next token: a function of its seed and length, so that a cut changes nothing.</summary>
    public float NextUniform() => SeededRandom.At(request.Seed, _tokens.Count).NextSingle();

    /// <summary>Adds a token.</summary>
    /// <returns>The answer to the request, if that was its last token for this order.</returns>
    public RolloutEvent.Answer? Append(int token, float logprob, RolloutOrder order, StopConditions stop)
    {
        _tokens.Add(token);
        _logprobs.Add(logprob);
        if (stop.Check(CollectionsMarshal.AsSpan(_tokens)[_turnStart..], Length) is { } reason)
            return new RolloutEvent.Finished(request.Id, Segment(order), reason);
        return _logprobs.Count >= request.TokenBudget ? new RolloutEvent.Cut(request.Id, Segment(order)) : null;
    }

    private RolloutSegment Segment(RolloutOrder order) =>
        new(order.Policy.Version, [.. CollectionsMarshal.AsSpan(_tokens)[^_logprobs.Count..]], [.. CollectionsMarshal.AsSpan(_logprobs)]);
}
