using Kimi.Dsl;
using Kimi.Runtime.Models;

namespace Kimi.Runtime.Rollouts;

/// <summary>A response under way.</summary>
internal sealed class ResponseInProgress(Problem problem, int[] promptTokens, ulong seed)
{
    private readonly SeededRandom _random = new(seed);
    private readonly List<int> _tokens = [];
    private readonly List<float> _logprobs = [];

    public int LastToken => _tokens[^1];

    public bool IsFinished { get; private set; }

    public float NextUniform() => _random.NextSingle();

    /// <summary>Takes up a token, and notices whether it is the last.</summary>
    public void Append(int token, float logprob, int endOfText, int maxTokens)
    {
        _tokens.Add(token);
        _logprobs.Add(logprob);
        IsFinished = token == endOfText || _tokens.Count == maxTokens;
    }

    public Rollout Finish(ITokenizer tokenizer, int policyVersion) => new()
    {
        Problem = problem,
        PromptTokens = promptTokens,
        Tokens = [.. _tokens],
        Logprobs = [.. _logprobs],
        Text = tokenizer.Decode([.. _tokens.Where(token => token != tokenizer.EndOfTextId)]),
        StopReason = LastToken == tokenizer.EndOfTextId ? StopReason.EndOfText : StopReason.LengthLimit,
        PolicyVersion = policyVersion,
    };
}
