using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.CodeFixes;

/// <summary>
/// A fix that edits the text at what a diagnostic marks, so that all layout around it stays as it is. It edits all marked places of a
/// file at once, since single edits of one list would overlap.
/// </summary>
public abstract class RecipeCodeFix : CodeFixProvider
{
    private protected RecipeCodeFix(params string[] ids) => FixableDiagnosticIds = [.. ids];

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(FixAllAsync);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var fixes = await FindAsync(context.Document, [diagnostic], context.CancellationToken).ConfigureAwait(false);
            foreach (var fix in fixes)
                context.RegisterCodeFix(CodeAction.Create(fix.Title, token => ApplyAsync(context.Document, [fix], token), fix.Key), diagnostic);
        }
    }

    /// <summary>The fix for a diagnostic, or null if none would leave a valid recipe.</summary>
    private protected abstract Fix? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model);

    /// <summary>The edits of fixes, none of which overlap.</summary>
    private protected abstract IEnumerable<TextChange> Edit(IReadOnlyList<Fix> fixes, SourceText text);

    private async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var fixes = await FindAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false);
        return await ApplyAsync(document, [.. fixes.Where(f => f.Key == context.CodeActionEquivalenceKey)], context.CancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Fix>> FindAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        var root = await model.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. diagnostics
                .Select(d => Find(root.FindNode(d.Location.SourceSpan), d, model))
                .OfType<Fix>()
                .GroupBy(f => f.Target)
                .Select(g => g.First()),
        ];
    }

    private async Task<Document> ApplyAsync(Document document, IReadOnlyList<Fix> fixes, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(Edit(fixes, text).OrderBy(c => c.Span.Start)));
    }
}
