using Kimi.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports options that are set to the value they have anyway.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DefaultValueAnalyzer() : RecipeAnalyzer(DefaultRule.Check, EqualToDefault);
