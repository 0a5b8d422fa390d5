using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports rewards and demonstrations for a type of problem other than the one they get.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProblemTypeAnalyzer() : RecipeFlowAnalyzer(ProblemTypeRule.Check, OtherProblemType);
