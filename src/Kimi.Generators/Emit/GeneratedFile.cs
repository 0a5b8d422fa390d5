using Kimi.Generators.Model;

namespace Kimi.Generators.Emit;

/// <summary>The result for a recipe: a file, or the diagnostic that says why there is none.</summary>
/// <param name="Hint">The file's name, without its extension.</param>
/// <param name="Text">Its text.</param>
/// <param name="Failure">What went wrong, or null.</param>
internal sealed record GeneratedFile(string Hint, string Text, DiagnosticInfo? Failure);

/// <summary>What the manifest knows about a recipe.</summary>
/// <param name="Type">The class, with <c>global::</c>.</param>
/// <param name="Name">The recipe's name.</param>
internal sealed record ManifestEntry(string Type, string Name);
