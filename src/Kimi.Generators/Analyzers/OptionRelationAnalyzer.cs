using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports options that do not agree with each other.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionRelationAnalyzer() : RecipeValueAnalyzer(
    recipe =>
    [
        .. RelationRules.Check(recipe), .. BoundRules.Check(recipe), .. InertRule.Check(recipe), .. ChoiceRules.Check(recipe), .. FutileRule.Check(recipe),
        .. DistinctOptionsRule.Check(recipe), .. ItemRule.Check(recipe), .. BandRule.Check(recipe),
        .. StopRule.Check(recipe), .. PenaltyRule.Check(recipe), .. HeadRule.Check(recipe),
    ],
    RepeatedItem, SameText, AllOff,
    Arity, Futile, StopsBeforeAnswer, Bound, GivenAndInert, PenaltyAboveReward, IndivisibleBatch, Inert, SamplerBeyondRun, PenaltyBeyondRun, Schedule,
    Indivisible);
