using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>Why a response ended.</summary>
public enum StopReason
{
    /// <summary>The policy wrote its end of text.</summary>
    EndOfText,

    /// <summary>The policy wrote a stop token or a stop text.</summary>
    StopText,

    /// <summary>The response reached the length limit and was cut.</summary>
    LengthLimit,

    /// <summary>The policy had as many turns as its environment allows.</summary>
    TurnLimit,

    /// <summary>The response repeated itself and was ended early.</summary>
    Repetition,
}

/// <summary>One response sampled from a policy, tokens in and tokens out: turns of the policy and of its environment, usually one of the policy.</summary>
public sealed record Rollout
{
    /// <summary>The <see cref="Problem.Id"/> of the problem it answers.</summary>
    public required string ProblemId { get; init; }

    /// <summary>The prompt's tokens.</summary>
    public required ValueList<int> PromptTokens { get; init; }

    /// <summary>The hashes of the prompt's images, in the order of their tokens; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ValueList<string>? PromptImages { get; init; }

    /// <summary>What followed the prompt, in order.</summary>
    public required ValueList<Turn> Turns
    {
        get;
        init
        {
            field = value;
            Tokens = [.. value.SelectMany(turn => turn.AllTokens)];
            Logprobs = [.. value.SelectMany(turn => turn is PolicyTurn policy
                ? policy.Segments.SelectMany(segment => segment.Logprobs)
                : turn.AllTokens.Select(_ => 0f))];
            Length = Segments.Sum(segment => segment.Tokens.Count);
        }
    }

    /// <summary>The response as text, without what ended it: the policy's last turn.</summary>
    public required string Text { get; init; }

    /// <summary>Why it ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>How its environment failed, or null. A response whose environment failed is not judged.</summary>
    public Verdict? Trouble { get; init; }

    /// <summary>Its turns if an environment spoke in it; null for a response of one text.</summary>
    [JsonIgnore]
    public ValueList<Turn>? Episode => Turns.OfType<EnvironmentTurn>().Any() ? Turns : null;

    /// <summary>What policies sampled of it, in order.</summary>
    [JsonIgnore]
    public IEnumerable<RolloutSegment> Segments => Turns.OfType<PolicyTurn>().SelectMany(turn => turn.Segments);

    /// <summary>Which of its tokens belong to segments that satisfy a condition; an environment's belong to none.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>A value for each of <see cref="Tokens"/>.</returns>
    public bool[] TokensWhere(Func<RolloutSegment, bool> condition) =>
    [
        .. Turns.SelectMany(turn => turn is PolicyTurn policy
            ? policy.Segments.SelectMany(segment => Enumerable.Repeat(condition(segment), segment.Tokens.Count))
            : turn.AllTokens.Select(_ => false)),
    ];

    /// <summary>The tokens of all turns, the end of text included when there is one.</summary>
    [JsonIgnore]
    public ValueList<int> Tokens { get; private init; } = [];

    /// <summary>log π of each of those tokens under the policy that sampled it, at the sampling temperature; natural logarithm. 0 for tokens
    /// that the environment wrote.</summary>
    [JsonIgnore]
    public ValueList<float> Logprobs { get; private init; } = [];

    /// <summary>The response's length in tokens: those of policies, which is what limits, budgets and penalties count.</summary>
    [JsonIgnore]
    public int Length { get; private init; }
}
