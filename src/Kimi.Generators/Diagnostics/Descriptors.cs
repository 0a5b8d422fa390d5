using Kimi.Shared;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Diagnostics;

/// <summary>The descriptors of all diagnostics. The sentences are in the rules.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor GeneratorFailed = Create(DiagnosticIds.GeneratorFailed, "The generator failed on a recipe");

    public static readonly DiagnosticDescriptor NotAbstract = Create(DiagnosticIds.NotAbstract, "A recipe is an abstract class");
    public static readonly DiagnosticDescriptor NotPartial = Create(DiagnosticIds.NotPartial, "A recipe is a partial class");
    public static readonly DiagnosticDescriptor DuplicateRecipeName =
        Create(DiagnosticIds.DuplicateRecipeName, "A recipe's name is unique in its assembly", WellKnownDiagnosticTags.CompilationEnd);
    public static readonly DiagnosticDescriptor UnsupportedClass = Create(DiagnosticIds.UnsupportedClass, "A recipe is an ordinary top-level class");
    public static readonly DiagnosticDescriptor TwoStageAttributes = Create(DiagnosticIds.TwoStageAttributes, "A stage has one stage attribute");
    public static readonly DiagnosticDescriptor StageMethodShape =
        Create(DiagnosticIds.StageMethodShape, "A stage is an abstract method, or a static one with [Transform]");
    public static readonly DiagnosticDescriptor MisplacedComponent = Create(DiagnosticIds.MisplacedComponent, "A component hangs on a stage that takes it");
    public static readonly DiagnosticDescriptor DuplicateStage = Create(DiagnosticIds.DuplicateStage, "A stage's name is unique in its recipe");
    public static readonly DiagnosticDescriptor ReservedMember = Create(DiagnosticIds.ReservedMember, "Graph and Stages are generated");
    public static readonly DiagnosticDescriptor Unreachable = Create(DiagnosticIds.Unreachable, "Generated code can name what a stage uses");
    public static readonly DiagnosticDescriptor RecipeName = Create(DiagnosticIds.RecipeName, "A recipe has a name");
    public static readonly DiagnosticDescriptor DuplicateProblemRecord = Create(
        DiagnosticIds.DuplicateProblemRecord, "A record of problems is stored under a name of its own", WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor UnnamedVariant = Create(
        DiagnosticIds.UnnamedVariant, "A variant of a recipe is a recipe", WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor UnknownInput = Create(DiagnosticIds.UnknownInput, "A stage makes every input");
    public static readonly DiagnosticDescriptor TypeMismatch = Create(DiagnosticIds.TypeMismatch, "Artifacts agree in type along the graph");
    public static readonly DiagnosticDescriptor InputCount = Create(DiagnosticIds.InputCount, "A stage has the inputs that its attribute declares");
    public static readonly DiagnosticDescriptor Cycle = Create(DiagnosticIds.Cycle, "The graph has no cycle");

    public static readonly DiagnosticDescriptor MissingReward = Create(Ids.MissingReward, "A stage that learns from rewards has one");
    public static readonly DiagnosticDescriptor MissingObjective = Create(Ids.MissingObjective, "A stage that optimises has an objective");
    public static readonly DiagnosticDescriptor SeveralObjectives = Create(
        DiagnosticIds.SeveralObjectives, "A stage has one objective and one environment at most");
    public static readonly DiagnosticDescriptor MissingComponent = Create(Ids.MissingComponent, "A stage has the components that it requires");

    public static readonly DiagnosticDescriptor MissingRewardModel = Create(
        DiagnosticIds.MissingRewardModel, "A stage whose reward judges by a reward model takes one");
    public static readonly DiagnosticDescriptor UnusedRewardModel = Create(
        DiagnosticIds.UnusedRewardModel, "A stage's reward model is one that its rewards judge by");

    public static readonly DiagnosticDescriptor ValueNotAllowed = Create(Ids.OptionValue, "An option's value is one that the option allows");

    public static readonly DiagnosticDescriptor UnusedOutput = Create(Ids.UnusedOutput, "Every output is used");
    public static readonly DiagnosticDescriptor GroupSize = Create(Ids.GroupSize, "A group has two responses or more");
    public static readonly DiagnosticDescriptor IndivisibleBatch = Create(Ids.IndivisibleBatch, "Steps share out a batch evenly");
    public static readonly DiagnosticDescriptor Inert = Create(Ids.Inert, "An option lies below the limit within which it acts");
    public static readonly DiagnosticDescriptor Contradiction = Create(Ids.Contradiction, "Components do not contradict each other");
    public static readonly DiagnosticDescriptor SamplerBeyondRun = Create(Ids.SamplerBeyondRun, "A sampler's threshold lies within the run");
    public static readonly DiagnosticDescriptor DuplicateComponent = Create(Ids.DuplicateComponent, "A component hangs on a stage once");
    public static readonly DiagnosticDescriptor PenaltyBeyondRun = Create(Ids.PenaltyBeyondRun, "A penalty comes into force within the run");
    public static readonly DiagnosticDescriptor ZeroWeight = Create(Ids.ZeroWeight, "A reward, penalty or share counts for something");
    public static readonly DiagnosticDescriptor NegativeWeight = Create(Ids.NegativeWeight, "A weight is not negative");
    public static readonly DiagnosticDescriptor OtherProblemType = Create(Ids.ProblemType, "A reward judges the type of problem it gets");
    public static readonly DiagnosticDescriptor Schedule = Create(Ids.Schedule, "A learning-rate schedule fits its run and does not end above its start");
    public static readonly DiagnosticDescriptor EqualToDefault = Create(Ids.EqualToDefault, "An option is set to something else than its default");
    public static readonly DiagnosticDescriptor Indivisible = Create(Ids.Indivisible, "An option divides the one that it shares out");
    public static readonly DiagnosticDescriptor MergeShares = Create(Ids.MergeShares, "A merge or mixture has one share for each artifact, summing to 1");
    public static readonly DiagnosticDescriptor ContextLength = Create(Ids.ContextLength, "A prompt and its response fit the context");
    public static readonly DiagnosticDescriptor Architecture = Create(Ids.Architecture, "Weights that are put together began at one stage");
    public static readonly DiagnosticDescriptor Tokenizer = Create(Ids.Tokenizer, "Policies that are put together have one tokenizer");
    public static readonly DiagnosticDescriptor Untuned = Create(Ids.Untuned, "Training from responses starts from a tuned policy");
    public static readonly DiagnosticDescriptor PreferenceLineage = Create(Ids.PreferenceLineage, "Preferences come from the model that learns from them");
    public static readonly DiagnosticDescriptor Vision = Create(Ids.Vision, "Images go to a policy that sees");
    public static readonly DiagnosticDescriptor Contamination = Create(Ids.Contamination, "What a policy is evaluated on was not trained on");
    public static readonly DiagnosticDescriptor Memory = Create(Ids.Memory, "Every stage fits the recipe's device");

    public static readonly DiagnosticDescriptor TooFewProblems = Create(Ids.TooFewProblems, "There are as many problems as are taken at a time");
    public static readonly DiagnosticDescriptor PenaltyAboveReward = Create(Ids.PenaltyAboveReward, "Penalties take less than rewards give");
    public static readonly DiagnosticDescriptor StopsBeforeAnswer = Create(Ids.StopsBeforeAnswer, "A response gets as far as its answer");
    public static readonly DiagnosticDescriptor Futile = Create(Ids.Futile, "Values do not defeat what they are for");
    public static readonly DiagnosticDescriptor RepeatedItem = Create(Ids.RepeatedItem, "Every item of a list does something");
    public static readonly DiagnosticDescriptor SameText = Create(Ids.SameText, "Options that name different things differ");
    public static readonly DiagnosticDescriptor TooFewInputs = Create(Ids.TooFewInputs, "A stage has enough inputs to do something");
    public static readonly DiagnosticDescriptor NoChatTemplate = Create(Ids.NoChatTemplate, "Conversations go to a policy with a chat template");
    public static readonly DiagnosticDescriptor Untrained = Create(Ids.Untrained, "Weights were trained before they are used");
    public static readonly DiagnosticDescriptor GivenAndInert = Create(Ids.GivenAndInert, "An option that is given has an effect");
    public static readonly DiagnosticDescriptor Bound = Create(Ids.Bound, "Products and sums of options lie within others");
    public static readonly DiagnosticDescriptor AllOff = Create(Ids.AllOff, "One of several options is on");
    public static readonly DiagnosticDescriptor Arity = Create(Ids.Arity, "An option's value fits the number of inputs");
    public static readonly DiagnosticDescriptor MissingCharacters = Create(Ids.MissingCharacters, "A tokenizer has the characters of texts");
    public static readonly DiagnosticDescriptor NoGrades = Create(Ids.NoGrades, "What is gone by is there");
    public static readonly DiagnosticDescriptor JudgedOtherwise = Create(Ids.JudgedOtherwise, "A policy is judged as it was trained");
    public static readonly DiagnosticDescriptor LowerContext = Create(Ids.LowerContext, "An activation raises the context");
    public static readonly DiagnosticDescriptor SameInput = Create(Ids.SameInput, "Inputs that are compared differ");
    public static readonly DiagnosticDescriptor NoAdapter = Create(Ids.NoAdapter, "There is an adapter to merge");

    /// <summary>An adapter goes on in its shape.</summary>
    public static readonly DiagnosticDescriptor OtherAdapter = Create(Ids.OtherAdapter, "An adapter goes on in its shape");
    public static readonly DiagnosticDescriptor BeyondVocabulary = Create(Ids.BeyondVocabulary, "Tokens lie within the vocabulary");
    public static readonly DiagnosticDescriptor UnusedResponse = Create(DiagnosticIds.UnusedResponse, "A reward looks at the response");
    public static readonly DiagnosticDescriptor SwallowedException = Create(DiagnosticIds.SwallowedException, "An exception is no score");
    public static readonly DiagnosticDescriptor UncheckpointedState = Create(DiagnosticIds.UncheckpointedState, "State of components is in checkpoints");
    public static readonly DiagnosticDescriptor OptionsOfAnother = Create(DiagnosticIds.OptionsOfAnother, "A component takes its own options");
    public static readonly DiagnosticDescriptor ProblemStorage = Create(DiagnosticIds.ProblemStorage, "A record of problems survives storage");
    public static readonly DiagnosticDescriptor BlockingCall = Create(DiagnosticIds.BlockingCall, "Rewards and environments do not block");
    public static readonly DiagnosticDescriptor Unseeded = Create(DiagnosticIds.Unseeded, "Randomness has a seed, and no clock decides");
    public static readonly DiagnosticDescriptor ScoreOutOfRange = Create(DiagnosticIds.ScoreOutOfRange, "A score is from 0 to 1, and a weight not below 0");
    public static readonly DiagnosticDescriptor SameIds = Create(DiagnosticIds.SameIds, "Problems have ids of their own");
    public static readonly DiagnosticDescriptor NoTools = Create(DiagnosticIds.NoTools, "A class of tools has tools");
    public static readonly DiagnosticDescriptor Division = Create(DiagnosticIds.Division, "A division keeps its fraction, and is not by 0");
    public static readonly DiagnosticDescriptor EmptyIsRight = Create(DiagnosticIds.EmptyIsRight, "An empty response is not right");
    public static readonly DiagnosticDescriptor VerdictCount = Create(DiagnosticIds.VerdictCount, "Every response of a group gets its own verdict");
    public static readonly DiagnosticDescriptor UnreadOption = Create(DiagnosticIds.UnreadOption, "A component is given its options");
    public static readonly DiagnosticDescriptor DeclaredDefault = Create(DiagnosticIds.DeclaredDefault, "A declared default is the default");
    public static readonly DiagnosticDescriptor LeftBehind = Create(DiagnosticIds.LeftBehind, "Rewards and environments leave nothing behind");
    public static readonly DiagnosticDescriptor OutsideInput = Create(DiagnosticIds.OutsideInput, "What a stage reads is part of its address");
    public static readonly DiagnosticDescriptor DemonstrationText = Create(DiagnosticIds.DemonstrationText, "A demonstration is the response alone");
    public static readonly DiagnosticDescriptor PromptWithAnswer = Create(DiagnosticIds.PromptWithAnswer, "A prompt does not have its answer");
    public static readonly DiagnosticDescriptor ThrowsOnResponse = Create(DiagnosticIds.ThrowsOnResponse, "No response makes its judge throw");
    public static readonly DiagnosticDescriptor NotWritten = Create(DiagnosticIds.NotWritten, "A component is written");
    public static readonly DiagnosticDescriptor Unmakeable = Create(DiagnosticIds.Unmakeable, "A run can make its components");
    public static readonly DiagnosticDescriptor ImpossibleSearch = Create(DiagnosticIds.ImpossibleSearch, "What is looked for can be there");
    public static readonly DiagnosticDescriptor TurnedPair = Create(DiagnosticIds.TurnedPair, "A pair prefers one response to another");
    public static readonly DiagnosticDescriptor EpisodeEnd = Create(DiagnosticIds.EpisodeEnd, "An environment replies");
    public static readonly DiagnosticDescriptor PayingPenalty = Create(DiagnosticIds.PayingPenalty, "A penalty takes away");
    public static readonly DiagnosticDescriptor PartOfAnAnswer = Create(DiagnosticIds.PartOfAnAnswer, "An answer is compared as a whole");
    public static readonly DiagnosticDescriptor KeptByProblem = Create(DiagnosticIds.KeptByProblem, "What differs by response is not cached by problem");
    public static readonly DiagnosticDescriptor TemplateText = Create(
        DiagnosticIds.TemplateText, "A text has values, not their names, and no marks of a chat template");
    public static readonly DiagnosticDescriptor Overflow = Create(DiagnosticIds.Overflow, "A product fits its type");
    public static readonly DiagnosticDescriptor CountedTokens = Create(
        DiagnosticIds.CountedTokens, "A length is that of what the policy wrote, and one that there is");
    public static readonly DiagnosticDescriptor HiddenTool = Create(DiagnosticIds.HiddenTool, "A method that is described as a tool is one");
    public static readonly DiagnosticDescriptor ExactEquality = Create(DiagnosticIds.ExactEquality, "Rounded numbers are compared with a tolerance");
    public static readonly DiagnosticDescriptor NoStages = Create(DiagnosticIds.NoStages, "A recipe has stages");
    public static readonly DiagnosticDescriptor UnusedClassDefault = Create(
        DiagnosticIds.UnusedClassDefault, "What a class gives reaches its stages");
    public static readonly DiagnosticDescriptor SameAsBase = Create(DiagnosticIds.SameAsBase, "A derived recipe changes something");
    public static readonly DiagnosticDescriptor OtherName = Create(DiagnosticIds.OtherName, "An input is not called after another stage");
    public static readonly DiagnosticDescriptor MalformedJson = Create(Ids.MalformedJson, "A configuration file is JSON");
    public static readonly DiagnosticDescriptor UnknownName = Create(Ids.UnknownName, "A configuration file names what there is");
    public static readonly DiagnosticDescriptor WrongType = Create(Ids.WrongType, "A configured value has its option's type");
    public static readonly DiagnosticDescriptor DuplicateKey = Create(Ids.DuplicateKey, "A configuration file says everything once");

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyDictionary<string, DiagnosticDescriptor> ById { get; } = new[]
    {
        GeneratorFailed, NotAbstract, NotPartial, DuplicateRecipeName, UnsupportedClass, TwoStageAttributes, StageMethodShape, MisplacedComponent,
        DuplicateStage, ReservedMember, Unreachable, RecipeName, DuplicateProblemRecord, UnnamedVariant, UnknownInput, TypeMismatch, InputCount, Cycle,
        MissingReward, MissingObjective,
        SeveralObjectives, MissingComponent, MissingRewardModel, UnusedRewardModel, ValueNotAllowed, UnusedOutput, GroupSize, IndivisibleBatch, Inert,
        Contradiction, SamplerBeyondRun,
        DuplicateComponent, PenaltyBeyondRun, ZeroWeight, NegativeWeight, OtherProblemType, Schedule, EqualToDefault, Indivisible, MergeShares,
        ContextLength, Architecture, Tokenizer, Untuned, PreferenceLineage, Vision, Contamination, Memory,
        TooFewProblems,
        PenaltyAboveReward,
        GivenAndInert,
        Bound,
        AllOff,
        Arity,
        MissingCharacters,
        NoGrades,
        JudgedOtherwise,
        LowerContext,
        SameInput,
        NoAdapter,
        OtherAdapter,
        BeyondVocabulary,
        StopsBeforeAnswer,
        Futile,
        RepeatedItem,
        SameText,
        TooFewInputs,
        Untrained,
        NoChatTemplate,
        UnusedResponse,
        SwallowedException,
        UncheckpointedState,
        OptionsOfAnother,
        ProblemStorage,
        BlockingCall,
        Unseeded,
        ScoreOutOfRange,
        SameIds,
        NoTools,
        Division,
        EmptyIsRight,
        VerdictCount,
        UnreadOption,
        DeclaredDefault,
        LeftBehind,
        OutsideInput,
        DemonstrationText,
        PromptWithAnswer,
        ThrowsOnResponse,
        NotWritten,
        Unmakeable,
        ImpossibleSearch,
        TurnedPair,
        EpisodeEnd,
        ExactEquality,
        PayingPenalty,
        PartOfAnAnswer, KeptByProblem, TemplateText, Overflow, CountedTokens, HiddenTool,
        NoStages,
        SameAsBase, OtherName,
        UnusedClassDefault,
        MalformedJson, UnknownName, WrongType, DuplicateKey,
    }.ToDictionary(d => d.Id);

    /// <summary>Those of the rules for option values.</summary>
    public static IReadOnlyCollection<DiagnosticDescriptor> OfValues { get; } =
    [
        GroupSize, IndivisibleBatch, Inert, Contradiction, SamplerBeyondRun, DuplicateComponent, PenaltyBeyondRun, ZeroWeight, NegativeWeight, OtherProblemType,
        ValueNotAllowed,
        TooFewProblems,
        PenaltyAboveReward,
        GivenAndInert,
        Bound,
        AllOff,
        Arity,
        MissingCharacters,
        NoGrades,
        JudgedOtherwise,
        LowerContext,
        SameInput,
        NoAdapter,
        OtherAdapter,
        BeyondVocabulary,
        StopsBeforeAnswer,
        Futile,
        RepeatedItem,
        SameText,
        TooFewInputs,
        Untrained,
        NoChatTemplate,
        Schedule, Indivisible, MergeShares, ContextLength, Architecture, Tokenizer, Untuned, PreferenceLineage, Vision, Contamination, Memory,
    ];

    // An error cannot be switched off: what vanished silently would be missed only much later. Of a warning, the user may know better.
    private static DiagnosticDescriptor Create(string id, string title, params string[] tags)
    {
        var isWarning = Ids.IsWarning(id) || DiagnosticIds.IsWarning(id);
        var severity = id == Ids.EqualToDefault ? DiagnosticSeverity.Info : isWarning ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
        return new(
            id,
            title,
            "{0}",
            "Kimi.Dsl",
            severity,
            isEnabledByDefault: true,
            helpLinkUri: $"https://github.com/kimi-dsl/kimi-dsl/blob/main/docs/diagnostics/{id}.md",
            customTags: severity == DiagnosticSeverity.Error ? [WellKnownDiagnosticTags.NotConfigurable, .. tags] : tags);
    }
}
