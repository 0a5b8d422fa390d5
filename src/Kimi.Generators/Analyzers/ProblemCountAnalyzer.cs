using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports stages that take more problems at a time than there are.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProblemCountAnalyzer() : RecipeFlowAnalyzer(ProblemCountRule.Check, TooFewProblems, GivenAndInert);
