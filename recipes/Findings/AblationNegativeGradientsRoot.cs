using Kimi.Dsl;
using Kimi.Recipes.Searches;

namespace Kimi.Recipes.Findings;

/// <summary>The same where luck is rare: one guess in eleven is right. If ReST is behind because it fits luck, it is less behind here.</summary>
[Recipe("ablation-negative-gradients-root")]
[SearchProblems(Question = SearchQuestion.Root)]
public abstract partial class AblationNegativeGradientsRoot : AblationNegativeGradients;
