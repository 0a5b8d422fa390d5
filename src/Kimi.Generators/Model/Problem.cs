namespace Kimi.Generators.Model;

/// <summary>Something wrong with a recipe.</summary>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Mark">Where: a mark of the recipe's.</param>
/// <param name="Sentence">What is wrong, where, and what to do.</param>
/// <param name="Suggestion">The name to use instead, for a code fix.</param>
internal sealed record Problem(string Id, int Mark, string Sentence, string? Suggestion = null);
