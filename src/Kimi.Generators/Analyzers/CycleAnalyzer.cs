using Kimi.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports stages that wait for themselves.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CycleAnalyzer() : RecipeAnalyzer(CycleRule.Check, Cycle);
