using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Kimi.Generators.Tests.Harness;

/// <summary>Applies code fixes to recipes.</summary>
internal static class CodeFixes
{
    /// <summary>Fixes the first diagnostic that the provider fixes, and checks the result.</summary>
    public static Task CheckAsync(CodeFixProvider provider, string before, string after) => CheckAsync(provider, before, after, all: false);

    /// <summary>Fixes all diagnostics of the first one's id in the document, and checks the result.</summary>
    public static Task CheckAllAsync(CodeFixProvider provider, string before, string after) => CheckAsync(provider, before, after, all: true);

    private static async Task CheckAsync(CodeFixProvider provider, string before, string after, bool all)
    {
        using var workspace = new AdhocWorkspace();
        var document = Compilations.ToProject(workspace, before).Documents.Single(d => d.Name == "0.cs");
        var diagnostics = await FindAsync(provider, document);
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new(document, diagnostics[0], (action, _) => actions.Add(action), CancellationToken.None));
        var action = Assert.Single(actions);
        if (all)
        {
            var context = new FixAllContext(
                document, provider, FixAllScope.Document, action.EquivalenceKey!, [diagnostics[0].Id], new Found(d => FindAsync(provider, d)), CancellationToken.None);
            action = (await provider.GetFixAllProvider()!.GetFixAsync(context))!;
        }

        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        var text = await solution.GetDocument(document.Id)!.GetTextAsync();
        Assert.Equal(after, text.ToString());
    }

    // The editor gives a fix the analyzers' diagnostics, so these come without the generator.
    private static async Task<ImmutableArray<Diagnostic>> FindAsync(CodeFixProvider provider, Document document)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        var tree = (await document.GetSyntaxTreeAsync())!;
        var diagnostics = await Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions.WithAnalyzers(compilation, Recipes.Analyzers).GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.Where(d => d.Location.SourceTree == tree && provider.FixableDiagnosticIds.Contains(d.Id)).OrderBy(d => d.Location.SourceSpan.Start)];
    }

    private sealed class Found(Func<Document, Task<ImmutableArray<Diagnostic>>> find) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            document.Name == "0.cs" ? await find(document) : [];

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await find(project.Documents.Single(d => d.Name == "0.cs"));
    }
}
