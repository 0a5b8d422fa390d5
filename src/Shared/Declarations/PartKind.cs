namespace Kimi.Shared.Declarations;

/// <summary>What a part of a stage is.</summary>
internal enum PartKind
{
    /// <summary>The attribute that names what the stage does.</summary>
    Stage,

    /// <summary>What the policy is optimised for.</summary>
    Objective,

    /// <summary>Which problems come next.</summary>
    Sampler,

    /// <summary>How a response is judged.</summary>
    Reward,

    /// <summary>What is added to the reward.</summary>
    Penalty,

    /// <summary>How responses are generated.</summary>
    RolloutRule,

    /// <summary>How a corpus is refined.</summary>
    CorpusRule,
}
