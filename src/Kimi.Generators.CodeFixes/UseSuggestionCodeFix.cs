using System.Collections.Immutable;
using System.Composition;
using Kimi.Generators.Analyzers;
using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;

namespace Kimi.Generators.CodeFixes;

/// <summary>Wires a misspelt input to the stage that it most likely means: KIMI2001.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseSuggestionCodeFix))]
[Shared]
public sealed class UseSuggestionCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.UnknownInput];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(RecipeAnalyzer.Suggestion, out var name) || name is null)
                continue;
            var node = root?.FindNode(diagnostic.Location.SourceSpan);
            if (node?.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { } argument)
                Register(context, diagnostic, name, token => Task.FromResult(Rewire(context.Document, root!, argument, name)));
            else if (node?.FirstAncestorOrSelf<ParameterSyntax>() is { } parameter)
                Register(context, diagnostic, name, token => RenameAsync(context.Document, parameter, name, token));
        }
    }

    private static void Register(CodeFixContext context, Diagnostic diagnostic, string name, Func<CancellationToken, Task<Solution>> fix) =>
        context.RegisterCodeFix(CodeAction.Create($"Take '{name}'", fix, nameof(UseSuggestionCodeFix)), diagnostic);

    private static Solution Rewire(Document document, SyntaxNode root, AttributeArgumentSyntax argument, string name)
    {
        var target = SyntaxFactory.ParseExpression($"nameof({name})").WithTriviaFrom(argument.Expression);
        return document.WithSyntaxRoot(root.ReplaceNode(argument.Expression, target)).Project.Solution;
    }

    // A transform's body uses the parameter too, so this is a rename and not a replacement of one word.
    private static async Task<Solution> RenameAsync(Document document, ParameterSyntax parameter, string name, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var symbol = model!.GetDeclaredSymbol(parameter, cancellationToken)!;
        return await Renamer.RenameSymbolAsync(document.Project.Solution, symbol, new SymbolRenameOptions(), name, cancellationToken).ConfigureAwait(false);
    }
}
