using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports components that are not compatible.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ComponentPairAnalyzer() : RecipeValueAnalyzer(ComponentPairRules.Check, Contradiction, DuplicateComponent);
