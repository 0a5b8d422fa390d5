using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>What flows along the graph: KIMI3006, KIMI4009 and KIMI6001 to KIMI6019.</summary>
internal static class FlowRules
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) => Check(recipe, new());

    /// <summary>Finds what is wrong.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="facts">What is known about its artifacts.</param>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts) =>
    [
        .. ProblemTypeRule.Check(recipe, facts),
        .. ProblemCountRule.Check(recipe, facts),
        .. TestTimeRule.Check(recipe, facts),
        .. MicroBatchRule.Check(recipe, facts),
        .. TextRule.Check(recipe, facts),
        .. VocabularyRule.Check(recipe, facts),
        .. TrainedAsJudgedRule.Check(recipe, facts),
        .. ComparedSamplingRule.Check(recipe),
        .. InputRules.Check(recipe, facts),
        .. GradeRule.Check(recipe, facts),
        .. ContextRule.Check(recipe, facts),
        .. LineageRules.Check(recipe, facts),
        .. PolicyRules.Check(recipe, facts),
        .. HeldOutShareRule.Check(recipe, facts),
        .. MeasuredLengthRule.Check(recipe, facts),
        .. ModelSizeRule.Check(recipe, facts),
        .. MemoryRule.Check(recipe, facts),
    ];
}
