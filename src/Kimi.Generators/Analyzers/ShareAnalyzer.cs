using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports shares that do not fit their artifacts, which only a complete graph shows.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShareAnalyzer() : RecipeFlowAnalyzer((recipe, _) => ShareRule.Check(recipe), MergeShares);
