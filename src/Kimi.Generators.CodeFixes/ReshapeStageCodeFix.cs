using System.Composition;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.CodeFixes;

/// <summary>Makes a stage method abstract and bodiless, or a transform static: KIMI1006.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReshapeStageCodeFix))]
[Shared]
public sealed class ReshapeStageCodeFix() : RecipeCodeFix(DiagnosticIds.StageMethodShape)
{
    private const string Abstract = "abstract";
    private const string Static = "static";

    private static readonly SyntaxKind[] _goWithBody =
        [SyntaxKind.StaticKeyword, SyntaxKind.VirtualKeyword, SyntaxKind.SealedKeyword, SyntaxKind.AsyncKeyword, SyntaxKind.ExternKeyword];

    private protected override Fix? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model)
    {
        // A problem of the return type or of a parameter is marked there.
        if (node is not MethodDeclarationSyntax { TypeParameterList: null, ExplicitInterfaceSpecifier: null } method
            || method.Modifiers.Any(SyntaxKind.PartialKeyword)
            || model.GetDeclaredSymbol(method) is not { } symbol
            || symbol.GetAttributes().FirstOrDefault(AttributeParser.IsStage) is not { AttributeClass: var stage })
        {
            return null;
        }

        if (!stage.DerivesFromDsl("TransformAttribute"))
            return new("Declare the stage abstract, without a body", Abstract, method, Abstract);
        return !symbol.IsOverride && (method.Body ?? (SyntaxNode?)method.ExpressionBody) is not null && !UsesInstance(method, model)
            ? new("Declare the transform static", Static, method, Static)
            : null;
    }

    private protected override IEnumerable<TextChange> Edit(IReadOnlyList<Fix> fixes, SourceText text) =>
        fixes.SelectMany(f => f.NewText == Abstract ? MakeAbstract((MethodDeclarationSyntax)f.Target) : MakeStatic((MethodDeclarationSyntax)f.Target));

    private static bool UsesInstance(MethodDeclarationSyntax method, SemanticModel model) =>
        model.GetOperation(method)?.Descendants().OfType<IInstanceReferenceOperation>()
            .Any(r => r.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance) ?? true;

    private static IEnumerable<TextChange> MakeAbstract(MethodDeclarationSyntax method)
    {
        var kept = method.Modifiers.Where(m => !_goWithBody.Contains(m.Kind())).ToList();
        var accessibility = kept.Where(m => SyntaxFacts.IsAccessibilityModifier(m.Kind())).ToList();
        var later = kept.FirstOrDefault(m => m.IsKind(SyntaxKind.OverrideKeyword) || m.IsKind(SyntaxKind.UnsafeKeyword));
        // An abstract method cannot be private.
        if (accessibility.Count == 1 && accessibility[0].IsKind(SyntaxKind.PrivateKeyword))
            yield return new(accessibility[0].Span, "internal");
        yield return Insert(later == default ? method.ReturnType.SpanStart : later.SpanStart, accessibility.Count == 0 ? "internal abstract " : "abstract ");
        foreach (var modifier in method.Modifiers.Except(kept))
            yield return Remove(modifier);
        if (method.SemicolonToken.IsKind(SyntaxKind.None) || method.ExpressionBody is not null)
            yield return new(TextSpan.FromBounds(method.ParameterList.Span.End, method.Span.End), ";");
    }

    private static IEnumerable<TextChange> MakeStatic(MethodDeclarationSyntax method)
    {
        var later = method.Modifiers.FirstOrDefault(m => !SyntaxFacts.IsAccessibilityModifier(m.Kind()));
        yield return Insert(later == default ? method.ReturnType.SpanStart : later.SpanStart, "static ");
        foreach (var modifier in method.Modifiers.Where(m => m.IsKind(SyntaxKind.VirtualKeyword)))
            yield return Remove(modifier);
    }

    private static TextChange Insert(int position, string addition) => new(new(position, 0), addition);

    private static TextChange Remove(SyntaxToken modifier)
    {
        var space = modifier.TrailingTrivia.FirstOrDefault();
        return new(TextSpan.FromBounds(modifier.SpanStart, space.IsKind(SyntaxKind.WhitespaceTrivia) ? space.Span.End : modifier.Span.End), "");
    }
}
