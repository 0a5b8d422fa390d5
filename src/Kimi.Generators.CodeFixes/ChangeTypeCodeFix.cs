using System.Composition;
using Kimi.Generators.Analyzers;
using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.CodeFixes;

/// <summary>
/// Declares a parameter as the artifact that feeds it, where the stage takes that one, and a stage as returning what its attribute makes: KIMI2002.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChangeTypeCodeFix))]
[Shared]
public sealed class ChangeTypeCodeFix() : RecipeCodeFix(DiagnosticIds.TypeMismatch)
{
    // An override has the types of what it overrides.
    private protected override Fix? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        diagnostic.Properties.TryGetValue(RecipeAnalyzer.Suggestion, out var name) && name is not null
        && Declared(node) is { } target
        && target.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && !method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        && model.GetSpeculativeSymbolInfo(
            target.SpanStart, SyntaxFactory.ParseTypeName(name), SpeculativeBindingOption.BindAsTypeOrNamespace).Symbol is ITypeSymbol type
        && type.ToMinimalDisplayString(model, target.SpanStart) is var text
            ? new($"{(target.Parent is ParameterSyntax ? "Take" : "Return")} {text}", nameof(ChangeTypeCodeFix), target, text)
            : null;

    private static TypeSyntax? Declared(SyntaxNode node) => node.FirstAncestorOrSelf<ParameterSyntax>() is { } parameter
        ? parameter.Type
        : node.AncestorsAndSelf().OfType<TypeSyntax>().FirstOrDefault(type => type.Parent is MethodDeclarationSyntax method && method.ReturnType == type);

    private protected override IEnumerable<TextChange> Edit(IReadOnlyList<Fix> fixes, SourceText text) =>
        fixes.Select(f => new TextChange(f.Target.Span, f.NewText));
}
