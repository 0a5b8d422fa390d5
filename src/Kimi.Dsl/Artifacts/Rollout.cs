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

    /// <summary>The response repeated itself and was ended early.</summary>
    Repetition,
}

/// <summary>The part of a response that one policy sampled: all of it, unless the response was spread over several iterations.</summary>
/// <param name="PolicyVersion">The iteration whose policy sampled it.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Logprobs">log π(token) of each under that policy, at the sampling temperature; natural logarithm.</param>
public sealed record RolloutSegment(int PolicyVersion, int[] Tokens, float[] Logprobs);

/// <summary>One response sampled from a policy, tokens in and tokens out.</summary>
public sealed record Rollout
{
    /// <summary>The problem it answers.</summary>
    public required Problem Problem { get; init; }

    /// <summary>The prompt's tokens.</summary>
    public required int[] PromptTokens { get; init; }

    /// <summary>The response, in the order it was generated.</summary>
    public required IReadOnlyList<RolloutSegment> Segments
    {
        get;
        init
        {
            field = value;
            Tokens = [.. value.SelectMany(segment => segment.Tokens)];
            Logprobs = [.. value.SelectMany(segment => segment.Logprobs)];
        }
    }

    /// <summary>The response's tokens, the end of text included when there is one.</summary>
    public int[] Tokens { get; private init; } = [];

    /// <summary>log π of each response token under the policy that sampled it, at the sampling temperature; natural logarithm.</summary>
    public float[] Logprobs { get; private init; } = [];

    /// <summary>The response as text, without what ended it.</summary>
    public required string Text { get; init; }

    /// <summary>Why it ended.</summary>
    public required StopReason StopReason { get; init; }
}

/// <summary>A rollout, with the result of its rewards.</summary>
/// <param name="Rollout">The rollout.</param>
/// <param name="Reward">The weighted sum of the rewards' values, before penalties.</param>
/// <param name="IsCorrect">Whether every reward that decides correctness (<see cref="RewardAttribute.DecidesCorrectness"/>) found the response correct.</param>
public sealed record JudgedRollout(Rollout Rollout, double Reward, bool IsCorrect)
{
    /// <summary>The response's length in tokens, over all its segments.</summary>
    public int Length => Rollout.Tokens.Length;
}
