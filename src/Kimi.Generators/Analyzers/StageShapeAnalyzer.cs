using Kimi.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports methods that cannot be stages.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StageShapeAnalyzer() : RecipeAnalyzer(StageRules.Check, TwoStageAttributes, StageMethodShape, DuplicateStage, Unreachable);
