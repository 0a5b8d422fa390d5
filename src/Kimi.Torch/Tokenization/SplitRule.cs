namespace Kimi.Torch.Tokenization;

/// <summary>What becomes of what a splitter looks for; the names are those of tokenizer.json.</summary>
internal enum SplitRule
{
    /// <summary>It is dropped.</summary>
    Removed,

    /// <summary>Each is a piece.</summary>
    Isolated,

    /// <summary>Each ends the piece before it.</summary>
    MergedWithPrevious,

    /// <summary>Each begins the piece after it.</summary>
    MergedWithNext,

    /// <summary>Those that touch are one piece.</summary>
    Contiguous,
}
