using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports policies that cannot be merged or compared.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LineageAnalyzer() : RecipeFlowAnalyzer(LineageRules.Check, Architecture, Tokenizer, PreferenceLineage);
