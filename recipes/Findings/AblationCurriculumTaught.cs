using Kimi.Dsl;

namespace Kimi.Recipes.Findings;

/// <summary>The same after twice as much SFT, so that hard problems fail less by arithmetic, which their order cannot teach.</summary>
[Recipe("ablation-curriculum-taught")]
public abstract partial class AblationCurriculumTaught : AblationCurriculum
{
    /// <inheritdoc/>
    [FineTune(Steps = 4_800, BatchSize = 24, LearningRate = 2e-3)]
    public abstract override Policy Sft(Policy initial, Demonstrations traces);
}
