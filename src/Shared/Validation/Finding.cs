namespace Kimi.Shared.Validation;

/// <summary>Something wrong with a recipe.</summary>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Mark">Where: a mark of the recipe's.</param>
/// <param name="Sentence">What is wrong, where, and what to do.</param>
internal sealed record Finding(string Id, int Mark, string Sentence)
{
    /// <summary>What to write instead, for a code fix; null when the fix is not one word.</summary>
    public string? Suggestion { get; init; }

    /// <summary>
    /// The mark of a stage, or of a value on it, that it follows from too: where a derived recipe overrides that one alone, it is told there. Null for none.
    /// </summary>
    public int? Overridden { get; init; }

    /// <summary>The marks of all values that it follows from, so that it can be reported where one of them was overridden.</summary>
    public IReadOnlyList<int> Causes { get; init; } = [];
}
