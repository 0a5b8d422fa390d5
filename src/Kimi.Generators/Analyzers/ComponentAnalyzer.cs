using Kimi.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports components that are missing, or hang where they cannot.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ComponentAnalyzer()
    : RecipeAnalyzer(ComponentRules.Check, MisplacedComponent, MissingReward, MissingObjective, SeveralObjectives, MissingComponent);
