using Kimi.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports options of a recipe itself that are not allowed, or have no effect.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecipeOptionAnalyzer() : RecipeAnalyzer(RecipeOptionRule.Check, ValueNotAllowed, GivenAndInert);
