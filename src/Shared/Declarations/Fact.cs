namespace Kimi.Shared.Declarations;

/// <summary>What flows along the graph; the values are those of the language's enumeration of the same name.</summary>
internal enum Fact
{
    /// <summary>Where a policy's weights began.</summary>
    Architecture,

    /// <summary>Where a policy's tokenizer came from.</summary>
    Tokenizer,

    /// <summary>The longest sequence a policy was activated for.</summary>
    ContextLength,

    /// <summary>The longest prompt of a prompt set.</summary>
    PromptLength,

    /// <summary>How many problems a prompt set has.</summary>
    ProblemCount,

    /// <summary>Whether a policy was tuned to answer.</summary>
    Tuned,

    /// <summary>Whether a policy can see images.</summary>
    Vision,

    /// <summary>Which problems went into an artifact.</summary>
    UnseenProblems,

    /// <summary>Whether problems have levels.</summary>
    Levels,

    /// <summary>Whether problems have tags.</summary>
    Tags,

    /// <summary>The longest response that a policy was last trained with.</summary>
    ResponseLength,

    /// <summary>Whether a policy has an adapter beside its weights.</summary>
    Adapter,

    /// <summary>Whether anything has trained a policy's weights.</summary>
    Trained,

    /// <summary>Whether problems have reference answers.</summary>
    Answers,

    /// <summary>Whether all problems have tests.</summary>
    Tests,

    /// <summary>Whether documents have been rated.</summary>
    Quality,

    /// <summary>Whether pairs prefer correct responses.</summary>
    CorrectPairs,

    /// <summary>How many demonstrations there are at most.</summary>
    DemonstrationCount,

    /// <summary>Which documents went into a policy.</summary>
    UnseenDocuments,

    /// <summary>Whether prompts are conversations.</summary>
    Conversations,

    /// <summary>Whether a policy's tokenizer has a chat template.</summary>
    ChatTemplate,

    /// <summary>Whether there are images among prompts or in documents.</summary>
    Images,

    /// <summary>The base of a policy's rotary positions.</summary>
    RotaryBase,

    /// <summary>How long a test of a problem may take, in seconds.</summary>
    TestSeconds,

    /// <summary>Whether problems have tests one by one.</summary>
    SeveralTests,
}
