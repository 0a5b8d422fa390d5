using System.Collections.Immutable;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Validation;

/// <summary>All rules for recipes. One analyzer applies them, since each analyzer of its own costs a part of every keystroke.</summary>
internal static class RecipeChecks
{
    /// <summary>What they report.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
    [
        NotAbstract, NotPartial, UnsupportedClass, ReservedMember, RecipeName,
        TwoStageAttributes, StageMethodShape, DuplicateStage, Unreachable,
        MisplacedComponent, MissingReward, MissingObjective, SeveralObjectives, MissingComponent,
        UnknownInput, TypeMismatch, InputCount, MissingRewardModel, UnusedRewardModel, Cycle,
        UnusedOutput, SameAsBase, OtherName, NoStages, UnusedClassDefault, EqualToDefault,
        ValueNotAllowed, GroupSize, ZeroWeight, NegativeWeight, Contradiction, DuplicateComponent,
        RepeatedItem, SameText, AllOff, Arity, Futile, StopsBeforeAnswer, Bound, GivenAndInert, PenaltyAboveReward, IndivisibleBatch, Inert, SamplerBeyondRun,
        PenaltyBeyondRun, Schedule, Indivisible,
        MergeShares, ContextLength, Architecture, Tokenizer, PreferenceLineage, Memory, Untuned, Untrained, NoChatTemplate, Vision, Contamination,
        TooFewProblems, OtherProblemType, MissingCharacters, JudgedOtherwise, BeyondVocabulary,
        NoGrades, LowerContext, SameInput, NoAdapter, OtherAdapter, TooFewInputs, PartOfAnAnswer, UnusedResponse, TemplateText, CountedTokens,
        ImpossibleSearch, SameIds, Division, EmptyIsRight,
    ];

    /// <summary>What is wrong with a recipe alone.</summary>
    public static IEnumerable<Finding> Alone(LocatedRecipe recipe) =>
    [
        .. recipe.Gaps, .. RecipeOptionRule.Check(recipe.Model), .. OtherNameRule.Check(recipe.Model),
        .. recipe.OfStages, .. ValueRules.AcrossStages(recipe.Checked),
        // What flows along the graph, which must be complete for that.
        .. recipe.IsConnected ? Flow(recipe.Checked, recipe.Facts) : [],
    ];

    /// <summary>What is wrong with a recipe beside others, and beside the files of its project.</summary>
    public static IEnumerable<Finding> Beside(AnalyzedRecipe recipe) =>
        [.. UnusedOutputRule.Check(recipe), .. ClassDefaultRule.Check(recipe)];

    private static IEnumerable<Finding> Flow(CheckedRecipe recipe, RecipeFacts facts) =>
        [.. ShareRule.Check(recipe), .. FlowRules.Check(recipe, facts)];
}
