using Kimi.Dsl;
using Kimi.Runtime.Models;

namespace Kimi.Runtime.Rollouts;

/// <summary>A response under way.</summary>
internal sealed class ResponseInProgress(RolloutRequest request, int[] promptTokens, SamplingOptions sampling, int endOfText)
{
    private readonly List<int> _tokens = [.. request.Segments.SelectMany(segment => segment.Tokens)];
    private readonly List<float> _logprobs = [];
    private readonly int _earlier = request.Segments.Sum(segment => segment.Tokens.Length);
    private StopReason? _stop;

    public int[] Read => [.. promptTokens, .. _tokens];

    public int LastToken => _tokens[^1];

    public bool IsFinished => _stop is not null || _logprobs.Count >= sampling.TokenBudget;

    public float NextUniform() => new SeededRandom(request.Seed + ((ulong)_tokens.Count * 0x9E3779B97F4A7C15)).NextSingle();

    /// <summary>Takes up a token, and notices whether it is the last.</summary>
    public void Append(int token, float logprob)
    {
        _tokens.Add(token);
        _logprobs.Add(logprob);
        _stop = token == endOfText ? StopReason.EndOfText : _tokens.Count == sampling.MaxResponseTokens ? StopReason.LengthLimit : null;
    }

    public RolloutOutcome Outcome(ITokenizer tokenizer)
    {
        RolloutSegment[] segments = [.. request.Segments, new(sampling.PolicyVersion, [.. _tokens.Skip(_earlier)], [.. _logprobs])];
        if (_stop is not { } reason)
            return new RolloutOutcome.Unfinished(request with { Segments = segments });
        return new RolloutOutcome.Finished(new()
        {
            Problem = request.Problem,
            PromptTokens = promptTokens,
            Segments = segments,
            Text = tokenizer.Decode([.. _tokens.Where(token => token != tokenizer.EndOfTextId)]),
            StopReason = reason,
        });
    }
}
