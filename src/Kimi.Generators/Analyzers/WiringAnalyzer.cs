using Kimi.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports inputs that no stage makes, or that a stage makes as another type, and reward models that are missing or judge nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WiringAnalyzer() : RecipeAnalyzer(WiringRules.Check, UnknownInput, TypeMismatch, InputCount, MissingRewardModel, UnusedRewardModel);
