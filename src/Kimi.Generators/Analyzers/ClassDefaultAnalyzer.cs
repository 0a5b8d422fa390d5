using Kimi.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports attributes on recipe classes that give nothing to the stages they are meant for.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClassDefaultAnalyzer() : RecipeAnalyzer(ClassDefaultRule.Check, UnusedClassDefault);
