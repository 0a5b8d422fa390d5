namespace Kimi.Dsl;

/// <summary>Why a response ended.</summary>
public enum StopReason
{
    /// <summary>The policy wrote its end of text.</summary>
    EndOfText,

    /// <summary>The response reached its longest length and was cut.</summary>
    LengthLimit,
}

/// <summary>One response sampled from a policy, tokens in and tokens out.</summary>
public sealed record Rollout
{
    /// <summary>The problem it answers.</summary>
    public required Problem Problem { get; init; }

    /// <summary>The prompt's tokens.</summary>
    public required int[] PromptTokens { get; init; }

    /// <summary>The response's tokens, the end of text included when there is one.</summary>
    public required int[] Tokens { get; init; }

    /// <summary>log π(token) of each response token under the policy that sampled it, at the sampling temperature; natural logarithm.</summary>
    public required float[] Logprobs { get; init; }

    /// <summary>The response as text, without the end of text.</summary>
    public required string Text { get; init; }

    /// <summary>Why it ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>The iteration whose policy sampled it.</summary>
    public required int PolicyVersion { get; init; }
}

/// <summary>A rollout with what its rewards said of it.</summary>
/// <param name="Rollout">The rollout.</param>
/// <param name="Reward">The weighted sum of the rewards' values, before penalties.</param>
/// <param name="IsCorrect">Whether every reward found the response correct.</param>
public sealed record JudgedRollout(Rollout Rollout, double Reward, bool IsCorrect)
{
    /// <summary>The response's length in tokens.</summary>
    public int Length => Rollout.Tokens.Length;
}
