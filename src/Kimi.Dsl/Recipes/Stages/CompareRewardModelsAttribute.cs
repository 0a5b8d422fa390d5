namespace Kimi.Dsl;

/// <summary>
/// Measures one or more reward models on the same labelled responses, the correct and the wrong response of each pair: the paper's comparison of classic and
/// chain-of-thought accuracy (2.3.5), with 95% intervals. Give it pairs that no reward model was trained on.
/// </summary>
[Requires(Fact.UnseenProblems)]
[UsesMemory(MemoryUse.Weights)]
public sealed class CompareRewardModelsAttribute : StageAttribute<IReadOnlyList<RewardModel>, Preferences, PromptSet, RewardModelComparison>
{
    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs) => StageEstimate.Of([.. inputs.SkipLast(2)]) with { Items = 0 };
}
