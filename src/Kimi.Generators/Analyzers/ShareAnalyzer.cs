using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports shares that do not fit the artifacts they are of, which only a whole graph tells.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShareAnalyzer() : RecipeFlowAnalyzer((recipe, _) => ShareRule.Check(recipe), MergeShares);
