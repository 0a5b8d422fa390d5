using System.Collections.Immutable;
using System.Composition;
using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Kimi.Generators.CodeFixes;

/// <summary>Makes a recipe class <c>abstract partial</c>: KIMI1001 and KIMI1002.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddModifiersCodeFix))]
[Shared]
public sealed class AddModifiersCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.NotAbstract, DiagnosticIds.NotPartial];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration)
                continue;
            // One fix for both, under one key: fixing all of either leaves no recipe half fixed.
            context.RegisterCodeFix(
                CodeAction.Create("Make the recipe abstract partial", token => FixAsync(context.Document, declaration, token), nameof(AddModifiersCodeFix)),
                diagnostic);
        }
    }

    private static async Task<Document> FixAsync(Document document, TypeDeclarationSyntax declaration, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        editor.ReplaceNode(declaration, (node, _) => WithModifiers((TypeDeclarationSyntax)node));
        return editor.GetChangedDocument();
    }

    private static TypeDeclarationSyntax WithModifiers(TypeDeclarationSyntax declaration)
    {
        var first = declaration.Modifiers.Count > 0 ? declaration.Modifiers[0] : declaration.Keyword;
        var bare = declaration.Modifiers.Count > 0 ? declaration : declaration.WithKeyword(declaration.Keyword.WithLeadingTrivia());
        // A static or sealed class cannot be abstract; partial comes last.
        var kept = bare.Modifiers.Where(m => !m.IsKind(SyntaxKind.StaticKeyword) && !m.IsKind(SyntaxKind.SealedKeyword)
            && !m.IsKind(SyntaxKind.AbstractKeyword) && !m.IsKind(SyntaxKind.PartialKeyword));
        var modifiers = kept
            .Append(Token(SyntaxKind.AbstractKeyword))
            .Append(Token(SyntaxKind.PartialKeyword))
            .Select((m, i) => i == 0 ? m.WithLeadingTrivia(first.LeadingTrivia) : m.WithLeadingTrivia());
        return bare.WithModifiers(SyntaxFactory.TokenList(modifiers));
    }

    private static SyntaxToken Token(SyntaxKind kind) => SyntaxFactory.Token(kind).WithTrailingTrivia(SyntaxFactory.Space);
}
