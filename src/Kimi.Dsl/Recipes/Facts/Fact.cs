namespace Kimi.Dsl;

/// <summary>
/// What the compiler knows about an artifact and carries along the edges of a recipe's graph. A stage attribute's class declares which facts the stage sets
/// (<see cref="EstablishesAttribute"/>) and which it requires (<see cref="RequiresAttribute"/>); a team's own stage does the same.
/// </summary>
/// <remarks>
/// Without a declaration, a stage passes on the facts of those inputs that have the type of its output, else those of all its inputs. A fact that nothing
/// declares is unknown, and the compiler says nothing about what is unknown. A <c>[Transform]</c> can do anything, so what it makes is unknown.
/// </remarks>
public enum Fact
{
    /// <summary>
    /// Where a policy's weights began. Required: all inputs began at the same stage, since weights that did not can be neither merged nor compared (KIMI6002,
    /// KIMI6005).
    /// </summary>
    Architecture,

    /// <summary>Where a policy's tokenizer came from. Required: all inputs have one tokenizer (KIMI6003).</summary>
    Tokenizer,

    /// <summary>
    /// The longest sequence that a policy was activated for, in tokens; for several policies, the shortest of these. Required by
    /// <see cref="WithinContextAttribute"/> (KIMI6001), and by an option that measures: it goes beyond the context that a stage raised (KIMI6011).
    /// </summary>
    ContextLength,

    /// <summary>The longest prompt of a prompt set, in tokens; for several sets, the longest of all.</summary>
    PromptLength,

    /// <summary>How many problems a prompt set has; for several sets, the most.</summary>
    ProblemCount,

    /// <summary>Whether a policy was tuned to answer. Required: every policy was (KIMI6004).</summary>
    Tuned,

    /// <summary>Whether a policy can see images. Required: it can if problems or demonstrations have images (KIMI6006).</summary>
    Vision,

    /// <summary>
    /// Which problems went into an artifact, by their <see cref="ProblemOriginAttribute"/>. Required: no policy was trained on the problems (KIMI6007).
    /// </summary>
    UnseenProblems,

    /// <summary>Whether problems have levels; without, all have the level 0. Required, by a component or an option: they have (KIMI6010).</summary>
    Levels,

    /// <summary>Whether problems have tags. Required, by a component or an option: they have (KIMI6010).</summary>
    Tags,

    /// <summary>
    /// The longest response, in tokens, that a policy was last trained with by reinforcement; for several policies, the longest. Required: the stage lets
    /// responses
    /// be as long (KIMI6011).
    /// </summary>
    ResponseLength,

    /// <summary>Whether a policy has an adapter beside its weights. Required: it has (KIMI6014).</summary>
    Adapter,

    /// <summary>Whether anything has trained a policy's weights. Required: it has (KIMI6018).</summary>
    Trained,

    /// <summary>Whether problems have reference answers. Required, by a reward: they have (KIMI6010).</summary>
    Answers,

    /// <summary>Whether all problems have tests. Required, by a reward: they have (KIMI6010).</summary>
    Tests,

    /// <summary>Whether documents have been rated. Required, by a corpus rule: a rule before it rates them (KIMI6010).</summary>
    Quality,

    /// <summary>Whether pairs of responses prefer correct ones to wrong ones, whatever their lengths. Required: they do (KIMI6010).</summary>
    CorrectPairs,

    /// <summary>How many demonstrations there are at most.</summary>
    DemonstrationCount,

    /// <summary>
    /// Which documents went into a policy, by their <see cref="DocumentOriginAttribute"/>. Required: no policy was trained on the documents (KIMI6007).
    /// </summary>
    UnseenDocuments,

    /// <summary>Whether prompts are conversations, and not texts to continue.</summary>
    Conversations,

    /// <summary>Whether a policy's tokenizer says how a conversation is written. Required: it does if prompts are conversations (KIMI6019).</summary>
    ChatTemplate,

    /// <summary>
    /// Whether there are images among the prompts of problems or demonstrations, or in documents. Required, by an option: documents and demonstrations have
    /// them (KIMI6010).
    /// </summary>
    Images,

    /// <summary>The base of a policy's rotary positions.</summary>
    RotaryBase,

    /// <summary>How long each test of a problem may take, in seconds. Required, by a reward: its time limit is longer (KIMI5007).</summary>
    TestSeconds,

    /// <summary>Whether problems have tests one by one, and not all in one harness. Required, by an option of a reward: they have (KIMI6010).</summary>
    SeveralTests,
}
