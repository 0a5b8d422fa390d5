using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports policies that are not ready for what a stage does with them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PolicyAnalyzer() : RecipeFlowAnalyzer(PolicyRules.Check, Untuned, Untrained, NoChatTemplate, Vision, Contamination);
