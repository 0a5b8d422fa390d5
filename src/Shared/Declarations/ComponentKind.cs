namespace Kimi.Shared.Declarations;

/// <summary>
/// A kind of component. The table of all kinds is here: the language declares the attribute and the contract of a kind, and everything else reads its row.
/// </summary>
/// <param name="Name">Its name in the language's enumeration <c>ComponentKinds</c>; its attribute class is named after it.</param>
/// <param name="Noun">Its name in messages.</param>
/// <param name="Example">An attribute to suggest to a user who lacks one.</param>
internal sealed record ComponentKind(string Name, string Noun, string Example)
{
    /// <summary>What the policy is optimised for.</summary>
    public static readonly ComponentKind Objective = new("Objective", "objective", "[MirrorDescent]")
    {
        MissingId = Ids.MissingObjective,
        WhyOne = "a policy is optimised for one",
    };

    /// <summary>How a response is judged.</summary>
    public static readonly ComponentKind Reward = new("Reward", "reward", "[ExactAnswerReward]") { MissingId = Ids.MissingReward, Verb = "judges" };

    /// <summary>What the policy acts in.</summary>
    public static readonly ComponentKind Environment = new("Environment", "environment", "[Environment<…>]") { WhyOne = "a policy acts in one" };

    /// <summary>What is trained instead of all weights.</summary>
    public static readonly ComponentKind Adapter = new("Adapter", "adapter", "[Lora]") { WhyOne = "a stage trains one adapter" };

    /// <summary>All kinds, in the order of their numbers; a stage lists its components in the same order.</summary>
    public static readonly IReadOnlyList<ComponentKind> All =
    [
        Objective,
        new("Sampler", "sampler", "[UniformSampler]") { BeyondRunId = Ids.SamplerBeyondRun },
        Reward,
        new("Penalty", "penalty", "[LengthPenalty]") { BeyondRunId = Ids.PenaltyBeyondRun },
        new("RolloutRule", "rollout rule", "[PartialRollouts]"),
        new("CorpusRule", "corpus rule", "[NearDuplicates]"),
        Environment,
        new("Correction", "correction", "[TruncatedImportance]"),
        Adapter,
    ];

    /// <summary>The name of the attribute class that all components of the kind derive from, in the namespace of the language.</summary>
    public string AttributeClass => Name + "Attribute";

    /// <summary>What a component of the kind does with problems, as a message writes it.</summary>
    public string Verb { get; init; } = "takes";

    /// <summary>Why a stage has at most one of the kind; null where it may have several.</summary>
    public string? WhyOne { get; init; }

    /// <summary>Whether a stage has at most one of the kind.</summary>
    public bool IsSingle => WhyOne is not null;

    /// <summary>The id of a stage that lacks one.</summary>
    public string MissingId { get; init; } = Ids.MissingComponent;

    /// <summary>The id of an option that takes effect only after the end of the run.</summary>
    public string BeyondRunId { get; init; } = Ids.Inert;

    /// <summary>The kind of a component by the full names of its class and that class's bases; null for a class that is not a component.</summary>
    public static ComponentKind? Of(IReadOnlyList<string> types) => All.FirstOrDefault(kind => types.Contains("Kimi.Dsl." + kind.AttributeClass));
}

/// <summary>Some kinds of component, as the numbers of the language's enumeration of the same name.</summary>
/// <param name="Flags">The numbers, added up.</param>
internal readonly record struct ComponentKinds(int Flags)
{
    /// <summary>Whether a kind is among them.</summary>
    public bool Contains(ComponentKind kind) => (Flags & NumberOf(kind)) != 0;

    /// <summary>The number of a kind.</summary>
    public static int NumberOf(ComponentKind kind)
    {
        var place = 0;
        while (place < ComponentKind.All.Count && ComponentKind.All[place] != kind)
            place++;
        return 1 << place;
    }
}
