using System.Runtime.InteropServices;
using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>A response in progress in a slot.</summary>
/// <param name="index">The index of its request.</param>
/// <param name="request">The request.</param>
/// <param name="promptTokens">The prompt's tokens.</param>
internal sealed class ResponseInProgress(int index, RolloutRequest request, int[] promptTokens)
{
    private readonly List<int> _tokens = [.. request.Segments.SelectMany(segment => segment.Tokens)];
    private readonly List<float> _logprobs = [];

    /// <summary>The index of its request.</summary>
    public int Index => index;

    /// <summary>What it answers.</summary>
    public Problem Problem => request.Problem;

    /// <summary>Whether nothing of it has been generated yet.</summary>
    public bool IsFresh => request.Segments.Count == 0;

    /// <summary>All tokens to read before it continues.</summary>
    public int[] Read => [.. promptTokens, .. _tokens];

    /// <summary>The number of those tokens.</summary>
    public int ReadLength => promptTokens.Length + _tokens.Count;

    /// <summary>How many tokens it has.</summary>
    public int Length => _tokens.Count;

    /// <summary>The newest token.</summary>
    public int LastToken => _tokens[^1];

    /// <summary>The uniform number that decides its next token: a function of its seed and length, so that a cut changes nothing.</summary>
    public float NextUniform() => SeededRandom.At(request.Seed, _tokens.Count).NextSingle();

    /// <summary>Adds a token.</summary>
    /// <returns>The outcome of the response, if that was its last token in this call.</returns>
    public RolloutOutcome? Append(int token, float logprob, SamplingOptions sampling, StopConditions stop)
    {
        _tokens.Add(token);
        _logprobs.Add(logprob);
        if (stop.Check(CollectionsMarshal.AsSpan(_tokens)) is { } reason)
        {
            return new RolloutOutcome.Finished(new()
            {
                Problem = request.Problem,
                PromptTokens = promptTokens,
                Segments = Segments(sampling.PolicyVersion),
                Text = stop.Text(CollectionsMarshal.AsSpan(_tokens)),
                StopReason = reason,
            });
        }

        return _logprobs.Count >= sampling.TokenBudget ? new RolloutOutcome.Unfinished(request with { Segments = Segments(sampling.PolicyVersion) }) : null;
    }

    private RolloutSegment[] Segments(int policyVersion) =>
        [.. request.Segments, new(policyVersion, [.. _tokens.Skip(_tokens.Count - _logprobs.Count)], [.. _logprobs])];
}
