namespace Kimi.Generators.Diagnostics;

/// <summary>
/// The ids that only the compiler reports (the others are <see cref="Shared.Ids"/>), in blocks: 0xxx generator, 1xxx recipe shape, 2xxx graph, 3xxx samplers
/// and rollouts, 4xxx rewards and penalties, 5xxx option values, 6xxx what flows along the graph, 7xxx JSON files, 8xxx a team's own code, 9xxx style. An
/// id is never reused.
/// </summary>
internal static class DiagnosticIds
{
    public const string GeneratorFailed = "KIMI0001";

    public const string NotAbstract = "KIMI1001";
    public const string NotPartial = "KIMI1002";
    public const string DuplicateRecipeName = "KIMI1003";
    public const string UnsupportedClass = "KIMI1004";
    public const string TwoStageAttributes = "KIMI1005";
    public const string StageMethodShape = "KIMI1006";
    public const string MisplacedComponent = "KIMI1007";
    public const string DuplicateStage = "KIMI1008";
    public const string ReservedMember = "KIMI1009";
    public const string Unreachable = "KIMI1010";
    public const string RecipeName = "KIMI1011";
    public const string DuplicateProblemRecord = "KIMI1012";

    public const string UnnamedVariant = "KIMI1013";

    public const string NoStages = "KIMI1014";

    public const string UnknownInput = "KIMI2001";
    public const string TypeMismatch = "KIMI2002";
    public const string InputCount = "KIMI2003";
    public const string Cycle = "KIMI2004";
    public const string SameAsBase = "KIMI2006";
    public const string OtherName = "KIMI2007";

    public const string SeveralObjectives = "KIMI4003";
    public const string MissingRewardModel = "KIMI4010";
    public const string UnusedRewardModel = "KIMI4011";

    public const string UnusedClassDefault = "KIMI5010";

    public const string UnusedResponse = "KIMI8001";
    public const string SwallowedException = "KIMI8002";
    public const string UncheckpointedState = "KIMI8003";
    public const string OptionsOfAnother = "KIMI8004";
    public const string ProblemStorage = "KIMI8005";
    public const string BlockingCall = "KIMI8006";
    public const string Unseeded = "KIMI8007";
    public const string ScoreOutOfRange = "KIMI8008";
    public const string SameIds = "KIMI8009";
    public const string NoTools = "KIMI8010";
    public const string Division = "KIMI8011";
    public const string EmptyIsRight = "KIMI8012";
    public const string VerdictCount = "KIMI8013";
    public const string UnreadOption = "KIMI8014";
    public const string DeclaredDefault = "KIMI8015";
    public const string LeftBehind = "KIMI8016";
    public const string OutsideInput = "KIMI8017";
    public const string DemonstrationText = "KIMI8018";
    public const string PromptWithAnswer = "KIMI8019";
    public const string ThrowsOnResponse = "KIMI8020";
    public const string NotWritten = "KIMI8021";
    public const string Unmakeable = "KIMI8022";
    public const string ImpossibleSearch = "KIMI8023";
    public const string TurnedPair = "KIMI8024";
    public const string EpisodeEnd = "KIMI8025";
    public const string ExactEquality = "KIMI8026";
    public const string PayingPenalty = "KIMI8027";
    public const string PartOfAnAnswer = "KIMI8028";
    public const string KeptByProblem = "KIMI8029";
    public const string TemplateText = "KIMI8030";
    public const string Overflow = "KIMI8031";
    public const string CountedTokens = "KIMI8032";
    public const string HiddenTool = "KIMI8033";

    /// <summary>Whether an id is that of a warning: what code does cannot be known for sure.</summary>
    public static bool IsWarning(string id) =>
        id is SameAsBase or OtherName or UnusedClassDefault or UnnamedVariant or NoStages
        || (id.StartsWith("KIMI8", StringComparison.Ordinal) && id is not (OptionsOfAnother or NoTools));
}
