namespace Kimi.Generators.Model;

/// <summary>What the parser gives the generator.</summary>
/// <param name="Model">The recipe, or null when it has no graph.</param>
/// <param name="Diagnostics">What only the generator can report about it.</param>
internal sealed record ParsedRecipe(RecipeModel? Model, EquatableArray<DiagnosticInfo> Diagnostics);
