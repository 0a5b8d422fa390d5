using System.Composition;
using Kimi.Generators.Analyzers;
using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.CodeFixes;

/// <summary>Declares a parameter as the artifact that feeds it, where the stage takes that one: KIMI2002.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChangeParameterTypeCodeFix))]
[Shared]
public sealed class ChangeParameterTypeCodeFix() : RecipeCodeFix(DiagnosticIds.TypeMismatch)
{
    // An override has the parameters of what it overrides.
    private protected override Fix? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        diagnostic.Properties.TryGetValue(RecipeAnalyzer.Suggestion, out var name) && name is not null
        && node.FirstAncestorOrSelf<ParameterSyntax>() is { Type: { } target, Parent.Parent: MethodDeclarationSyntax method }
        && !method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        && model.GetSpeculativeSymbolInfo(
            target.SpanStart, SyntaxFactory.ParseTypeName(name), SpeculativeBindingOption.BindAsTypeOrNamespace).Symbol is ITypeSymbol type
        && type.ToMinimalDisplayString(model, target.SpanStart) is var text
            ? new($"Take {text}", nameof(ChangeParameterTypeCodeFix), target, text)
            : null;

    private protected override IEnumerable<TextChange> Edit(IReadOnlyList<Fix> fixes, SourceText text) =>
        fixes.Select(f => new TextChange(f.Target.Span, f.NewText));
}
