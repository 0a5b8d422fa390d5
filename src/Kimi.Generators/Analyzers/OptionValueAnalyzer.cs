using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports option values that the options do not allow, and parts that are switched off.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionValueAnalyzer()
    : RecipeValueAnalyzer(recipe => OptionRules.Check(recipe).Concat(WeightRule.Check(recipe)), ValueNotAllowed, GroupSize, ZeroWeight, NegativeWeight);
