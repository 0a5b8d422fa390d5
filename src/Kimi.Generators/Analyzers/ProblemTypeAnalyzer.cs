using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports rewards and demonstrations for another type of problem than they get.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProblemTypeAnalyzer() : RecipeFlowAnalyzer(ProblemTypeRule.Check, OtherProblemType);
