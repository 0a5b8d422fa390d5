using Kimi.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports recipe classes that cannot be recipes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecipeShapeAnalyzer() : RecipeAnalyzer(ShapeRules.Check, NotAbstract, NotPartial, UnsupportedClass, ReservedMember, RecipeName);
