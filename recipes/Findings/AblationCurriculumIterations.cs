using Kimi.Dsl;

namespace Kimi.Recipes.Findings;

/// <summary>The same, equal in iterations, as the paper's figure 9 compares them: hard problems take longer responses, so with equal tokens they get fewer
/// updates.</summary>
[Recipe("ablation-curriculum-iterations")]
[Reinforce(Iterations = 32, MaxGeneratedTokens = 0)]
public abstract partial class AblationCurriculumIterations : AblationCurriculum;
