using Kimi.Dsl;

namespace Kimi.Recipes.Findings;

/// <summary>
/// The same with a penalty five times as heavy: the paper's formula without a weight. If a penalty from the start cost too little to be seen, it is seen here.
/// </summary>
[Recipe("ablation-length-penalty-heavy")]
[LengthPenalty(Weight = 1)]
public abstract partial class AblationLengthPenaltyHeavy : AblationLengthPenalty;
