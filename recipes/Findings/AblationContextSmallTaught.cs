using Kimi.Dsl;

namespace Kimi.Recipes.Findings;

/// <summary>The small model after twice as much SFT.</summary>
[Recipe("ablation-context-small-taught")]
public abstract partial class AblationContextSmallTaught : AblationContextSmall
{
    /// <inheritdoc/>
    [FineTune(Steps = 4_800, BatchSize = 24, LearningRate = 2e-3)]
    public abstract override Policy Sft(Policy initial, Demonstrations traces);
}
