using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>The rules of which option values are compatible: they are checked again for every configuration of a recipe.</summary>
internal static class ValueRules
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        [.. OfStages(recipe), .. AcrossStages(recipe), .. ShareRule.Check(recipe), .. FlowRules.Check(recipe)];

    /// <summary>Finds what is wrong in each stage alone, whatever is around it.</summary>
    public static IEnumerable<Finding> OfStages(CheckedRecipe recipe) =>
    [
        .. ComponentPairRules.Check(recipe), .. RelationRules.Check(recipe), .. BoundRules.Check(recipe), .. InertRule.Check(recipe),
        .. FutileRule.Check(recipe), .. DistinctOptionsRule.Check(recipe), .. PassRateRule.Check(recipe), .. PublicSetRule.Check(recipe),
        .. SegmentAgeRule.Check(recipe), .. ItemRule.Check(recipe), .. BandRule.Check(recipe), .. StopRule.Check(recipe), .. AskedFormRule.Check(recipe),
        .. PenaltyRule.Check(recipe), .. HeadRule.Check(recipe), .. StepsOfABatchRule.Check(recipe),
    ];

    /// <summary>Finds what is wrong in a stage beside what it takes, or beside others.</summary>
    public static IEnumerable<Finding> AcrossStages(CheckedRecipe recipe) =>
        [.. WeightRule.Check(recipe), .. ChoiceRules.Check(recipe), .. LiteralRule.Check(recipe), .. CooldownRule.Check(recipe), .. LevelRule.Check(recipe)];
}
