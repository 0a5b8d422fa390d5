namespace Kimi.Dsl;

/// <summary>
/// Trains a classic reward model (paper 2.3.5): it reads the problem, the reference answer and the response and gives a score by a value head, trained so that
/// the correct response of each pair scores higher; held-out pairs turn scores into probabilities.
/// </summary>
[UsesMemory(MemoryUse.PairTraining, BatchSequences = nameof(BatchSize))]
public sealed class TrainRewardModelAttribute : RewardModelTrainingAttribute
{
    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs)
    {
        // Both responses of a pair.
        var policy = inputs[0];
        var batchTokens = 2 * BatchSize * policy.ContextLength;
        return StageEstimate.Of(policy) with { Items = 0, TrainedTokens = Steps * batchTokens };
    }
}
