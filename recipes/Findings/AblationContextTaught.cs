using Kimi.Dsl;

namespace Kimi.Recipes.Findings;

/// <summary>The same after twice as much SFT, so that the sizes differ less by the luck of having learnt the arithmetic.</summary>
[Recipe("ablation-context-taught")]
public abstract partial class AblationContextTaught : AblationContext
{
    /// <inheritdoc/>
    [FineTune(Steps = 4_800, BatchSize = 24, LearningRate = 2e-3)]
    public abstract override Policy Sft(Policy initial, Demonstrations traces);
}
