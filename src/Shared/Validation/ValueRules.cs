using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>The rules of which option values are compatible: they are checked again for every configuration of a recipe.</summary>
internal static class ValueRules
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        [.. WeightRule.Check(recipe), .. PenaltyRule.Check(recipe), .. RelationRules.Check(recipe), .. BoundRules.Check(recipe), .. InertRule.Check(recipe),
            .. ChoiceRules.Check(recipe), .. ItemRule.Check(recipe), .. BandRule.Check(recipe), .. FutileRule.Check(recipe),
            .. DistinctOptionsRule.Check(recipe), .. LiteralRule.Check(recipe), .. PassRateRule.Check(recipe), .. PublicSetRule.Check(recipe),
            .. CooldownRule.Check(recipe), .. LevelRule.Check(recipe), .. SegmentAgeRule.Check(recipe),
            .. StopRule.Check(recipe), .. AskedFormRule.Check(recipe),
            .. HeadRule.Check(recipe), .. ShareRule.Check(recipe),
            .. ComponentPairRules.Check(recipe), .. FlowRules.Check(recipe)];
}
