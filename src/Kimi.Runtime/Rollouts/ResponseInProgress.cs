using System.Runtime.InteropServices;
using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>A response under way in a slot.</summary>
/// <param name="index">The place of its request among all.</param>
/// <param name="request">The request.</param>
/// <param name="promptTokens">The prompt's tokens.</param>
internal sealed class ResponseInProgress(int index, RolloutRequest request, int[] promptTokens)
{
    private readonly List<int> _tokens = [.. request.Segments.SelectMany(segment => segment.Tokens)];
    private readonly List<float> _logprobs = [];

    /// <summary>The place of its request among all.</summary>
    public int Index => index;

    /// <summary>What it answers.</summary>
    public Problem Problem => request.Problem;

    /// <summary>Whether nothing of it was generated before.</summary>
    public bool IsFresh => request.Segments.Count == 0;

    /// <summary>All tokens to read before it goes on.</summary>
    public int[] Read => [.. promptTokens, .. _tokens];

    /// <summary>How many those are.</summary>
    public int ReadLength => promptTokens.Length + _tokens.Count;

    /// <summary>How many tokens it has.</summary>
    public int Length => _tokens.Count;

    /// <summary>The newest token.</summary>
    public int LastToken => _tokens[^1];

    /// <summary>The uniform number that decides its next token: a function of its seed and length, so that a cut leaves no trace.</summary>
    public float NextUniform() => SeededRandom.At(request.Seed, _tokens.Count).NextSingle();

    /// <summary>Takes up a token.</summary>
    /// <returns>What came of the response, when that was its last token in this call.</returns>
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
