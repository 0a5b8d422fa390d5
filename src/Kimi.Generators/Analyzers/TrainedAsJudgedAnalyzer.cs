using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports policies that are judged otherwise than they were trained.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrainedAsJudgedAnalyzer() : RecipeFlowAnalyzer(TrainedAsJudgedRule.Check, JudgedOtherwise);
