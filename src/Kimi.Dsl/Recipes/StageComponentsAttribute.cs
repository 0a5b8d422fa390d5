namespace Kimi.Dsl;

/// <summary>The kinds of component that can hang on a stage.</summary>
[Flags]
public enum ComponentKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>What the policy is optimised for: at most one.</summary>
    Objective = 1,

    /// <summary>Which problems come next; the weights of several samplers multiply.</summary>
    Sampler = 2,

    /// <summary>How a response is judged.</summary>
    Reward = 4,

    /// <summary>What is added to the reward within a group of responses.</summary>
    Penalty = 8,

    /// <summary>How responses are generated: where they stop, and how they spread over iterations.</summary>
    RolloutRule = 16,

    /// <summary>How a corpus is refined; rules act one after another, as they are written.</summary>
    CorpusRule = 32,

    /// <summary>What the policy acts in: at most one.</summary>
    Environment = 64,

    /// <summary>How differences between the rollout engine and the trainer are corrected for: at most one.</summary>
    Correction = 128,

    /// <summary>What is trained instead of all weights: at most one.</summary>
    Adapter = 256,
}

/// <summary>
/// Declares, on a stage attribute's class, which components the stage takes and which it cannot do without. The compiler enforces this on recipes, for a team's
/// own stages as well.
/// </summary>
/// <param name="takes">The kinds the stage takes; any other on it is an error.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StageComponentsAttribute(ComponentKinds takes) : Attribute
{
    /// <summary>The kinds the stage takes.</summary>
    public ComponentKinds Takes { get; } = takes;

    /// <summary>The kinds the stage must have at least one of. Default: none.</summary>
    public ComponentKinds Requires { get; set; }
}
