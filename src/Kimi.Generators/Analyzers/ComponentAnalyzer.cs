using Kimi.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports components that are missing, or that are where they cannot be.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ComponentAnalyzer()
    : RecipeAnalyzer(ComponentRules.Check, MisplacedComponent, MissingReward, MissingObjective, SeveralObjectives, MissingComponent);
