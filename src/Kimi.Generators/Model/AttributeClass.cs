using Kimi.Shared.Declarations;

namespace Kimi.Generators.Model;

/// <summary>What an attribute's class declares. Analyzers go by it; the generator needs none of it and has it not read.</summary>
/// <param name="Name">What configuration calls a component of the class.</param>
/// <param name="Types">The full names of the class and its bases, the class first.</param>
/// <param name="Declaration">What stands on the class and its options.</param>
/// <param name="Problem">The type of problem it makes, demonstrates or judges; null when it tells none.</param>
internal sealed record AttributeClass(string Name, IReadOnlyList<string> Types, AttributeDeclaration Declaration, ProblemType? Problem);
