namespace Kimi.Dsl;

/// <summary>A rollout, with the result of its rewards.</summary>
/// <param name="Rollout">The rollout.</param>
/// <param name="Reward">The weighted sum of the rewards' values, before penalties.</param>
/// <param name="IsCorrect">Whether every reward that decides correctness (<see cref="RewardAttribute.DecidesCorrectness"/>) found the response correct.</param>
public sealed record JudgedRollout(Rollout Rollout, double Reward, bool IsCorrect)
{
    /// <summary>The response's final answer, as the first reward that decides correctness and has one tells it; null if none does.</summary>
    public string? Answer { get; init; }

    /// <summary>The response's length in tokens, over all its segments.</summary>
    public int Length => Rollout.Length;
}
