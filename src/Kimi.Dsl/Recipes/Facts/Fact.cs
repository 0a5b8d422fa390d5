namespace Kimi.Dsl;

/// <summary>
/// What the compiler knows of an artifact and carries along the edges of a recipe's graph. A stage attribute's class declares what the stage
/// makes of a fact (<see cref="EstablishesAttribute"/>) and what it needs (<see cref="RequiresAttribute"/>); a team's own stage takes part
/// in the same way.
/// </summary>
/// <remarks>
/// Without a declaration a stage passes on what its inputs of its output's own type hold, else what all its inputs hold. What nothing declares is
/// unknown, and of what is unknown the compiler says nothing. A <c>[Transform]</c> can do anything, so what it makes is unknown.
/// </remarks>
public enum Fact
{
    /// <summary>
    /// Where a policy's weights began. Required: all inputs began at one stage, since weights of others can be neither merged nor compared (KIMI6002,
    /// KIMI6005).
    /// </summary>
    Architecture,

    /// <summary>Where a policy's tokenizer came from. Required: all inputs have one tokenizer (KIMI6003).</summary>
    Tokenizer,

    /// <summary>
    /// The longest sequence a policy was activated for, in tokens; of several policies the shortest. Required by <see cref="WithinContextAttribute"/>
    /// (KIMI6001).
    /// </summary>
    ContextLength,

    /// <summary>The longest prompt of a prompt set, in tokens; of several sets the longest.</summary>
    PromptLength,

    /// <summary>How many problems a prompt set has; of several sets the most.</summary>
    ProblemCount,

    /// <summary>Whether a policy was tuned to answer. Required: every policy was (KIMI6004).</summary>
    Tuned,

    /// <summary>Whether a policy sees images. Required: it does when the problems have images (KIMI6006).</summary>
    Vision,

    /// <summary>
    /// Which problems went into an artifact, by their <see cref="ProblemOriginAttribute"/>. Required: no policy was trained on the problems (KIMI6007).
    /// </summary>
    UnseenProblems,
}
