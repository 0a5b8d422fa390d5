namespace Kimi.Shared;

/// <summary>The ids of the diagnostics that both the compiler and the runtime report.</summary>
internal static class Ids
{
    public const string UnusedOutput = "KIMI2005";
    public const string GroupSize = "KIMI3001";
    public const string IndivisibleBatch = "KIMI3002";
    public const string Inert = "KIMI3003";
    public const string Contradiction = "KIMI3004";
    public const string SamplerBeyondRun = "KIMI3005";
    public const string TooFewProblems = "KIMI3006";
    public const string MissingReward = "KIMI4001";
    public const string MissingObjective = "KIMI4002";
    public const string MissingComponent = "KIMI4004";
    public const string DuplicateComponent = "KIMI4005";
    public const string PenaltyBeyondRun = "KIMI4006";
    public const string ZeroWeight = "KIMI4007";
    public const string NegativeWeight = "KIMI4008";
    public const string ProblemType = "KIMI4009";
    public const string PenaltyAboveReward = "KIMI4012";
    public const string StopsBeforeAnswer = "KIMI4013";
    public const string OptionValue = "KIMI5001";
    public const string Schedule = "KIMI5002";
    public const string EqualToDefault = "KIMI5003";
    public const string Indivisible = "KIMI5004";
    public const string MergeShares = "KIMI5005";
    public const string GivenAndInert = "KIMI5006";
    public const string Bound = "KIMI5007";
    public const string AllOff = "KIMI5008";
    public const string Arity = "KIMI5009";
    public const string Futile = "KIMI5011";
    public const string RepeatedItem = "KIMI5012";
    public const string SameText = "KIMI5013";
    public const string ContextLength = "KIMI6001";
    public const string Architecture = "KIMI6002";
    public const string Tokenizer = "KIMI6003";
    public const string Untuned = "KIMI6004";
    public const string PreferenceLineage = "KIMI6005";
    public const string Vision = "KIMI6006";
    public const string Contamination = "KIMI6007";
    public const string Memory = "KIMI6008";
    public const string MissingCharacters = "KIMI6009";
    public const string NoGrades = "KIMI6010";
    public const string JudgedOtherwise = "KIMI6011";
    public const string LowerContext = "KIMI6012";
    public const string SameInput = "KIMI6013";
    public const string NoAdapter = "KIMI6014";
    public const string BeyondVocabulary = "KIMI6015";
    public const string OtherAdapter = "KIMI6016";
    public const string TooFewInputs = "KIMI6017";
    public const string Untrained = "KIMI6018";
    public const string NoChatTemplate = "KIMI6019";
    public const string MalformedJson = "KIMI7001";
    public const string UnknownName = "KIMI7002";
    public const string WrongType = "KIMI7003";
    public const string DuplicateKey = "KIMI7004";

    /// <summary>Whether an id says of a value that it could be left out.</summary>
    public static bool IsSuperfluous(string id) => id is EqualToDefault or GivenAndInert;

    /// <summary>Whether an id is that of a warning: the recipe runs, but hardly as intended.</summary>
    public static bool IsWarning(string id) => id is UnusedOutput or Inert or Contradiction or SamplerBeyondRun or PenaltyBeyondRun or ZeroWeight
        or Schedule or Untuned or PreferenceLineage or Contamination or TooFewProblems or PenaltyAboveReward or GivenAndInert or Bound
        or MissingCharacters or NoGrades or JudgedOtherwise or LowerContext or SameInput or BeyondVocabulary
        or StopsBeforeAnswer or Futile or RepeatedItem or SameText or TooFewInputs or Untrained or NoChatTemplate;
}
