using Kimi.Dsl;

namespace Kimi.Runtime.Penalties;

/// <summary>Kimi k1.5's length reward (paper 2.3.3): shorter correct responses earn more, long wrong ones lose.</summary>
/// <remarks>
/// λ = 0.5 − (length − min) / (max − min), min and max over the whole group, correct and wrong; a correct response gets λ, a wrong one
/// min(0, λ); all lengths equal: 0. The paper gives no weight; it starts without the penalty and later keeps it constant.
/// </remarks>
/// <param name="options">Weight, and the iteration it starts at.</param>
[ImplementationVersion(1)]
public sealed class LengthPenalty(LengthPenaltyAttribute options) : ILengthPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress) =>
        progress.Iteration < options.FromIteration
            ? new double[group.Count]
            : [.. group.Select(rollout => options.Weight * LengthReward(rollout, group))];

    private static double LengthReward(JudgedRollout rollout, RolloutGroup group)
    {
        if (group.MaxLength == group.MinLength)
            return 0;
        var lambda = 0.5 - (double)(rollout.Length - group.MinLength) / (group.MaxLength - group.MinLength);
        return rollout.IsCorrect ? lambda : Math.Min(0, lambda);
    }
}
