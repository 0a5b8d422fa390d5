using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Kimi.Generators.Tests.Harness;

/// <summary>Applies code fixes to recipes, in which the analyzers then find less, and the compiler nothing new.</summary>
internal static class CodeFixes
{
    /// <summary>Fixes the first diagnostic that the provider fixes, and checks the result.</summary>
    public static Task CheckAsync(CodeFixProvider provider, string before, string after) => CheckAsync(provider, before, after, all: false);

    /// <summary>Fixes all diagnostics of the first one's id in the document, and checks the result.</summary>
    public static Task CheckAllAsync(CodeFixProvider provider, string before, string after) => CheckAsync(provider, before, after, all: true);

    /// <summary>Checks that a provider offers nothing for a source, though it has a diagnostic that the provider fixes elsewhere.</summary>
    public static async Task CheckNoneAsync(CodeFixProvider provider, string source)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, source);
        var diagnostics = await FindAsync(provider, document);
        Assert.NotEmpty(diagnostics);
        foreach (var diagnostic in diagnostics)
            Assert.Empty(await OfferAsync(provider, document, diagnostic));
    }

    private static async Task CheckAsync(CodeFixProvider provider, string before, string after, bool all)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, before);
        var diagnostics = await FindAsync(provider, document);
        var action = Assert.Single(await OfferAsync(provider, document, diagnostics[0]));
        if (all)
        {
            var found = new Found(d => Task.FromResult(d.Id == document.Id ? diagnostics : []));
            var context = new FixAllContext(
                document, provider, FixAllScope.Document, action.EquivalenceKey!, [diagnostics[0].Id], found, CancellationToken.None);
            action = (await provider.GetFixAllProvider()!.GetFixAsync(context))!;
        }

        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var result = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        Assert.Equal(after, (await result.GetTextAsync()).ToString());
        var same = diagnostics.Where(d => d.Id == diagnostics[0].Id).ToList();
        var left = (await FindAsync(provider, result)).Count(d => d.Id == same[0].Id);
        Assert.True(left == (all ? 0 : same.Count - 1), $"{left} of {same.Count} diagnostics are left");
        AssertNoNewErrors(await document.GetSemanticModelAsync(), await result.GetSemanticModelAsync());
    }

    private static void AssertNoNewErrors(SemanticModel? before, SemanticModel? after) => Assert.Empty(
        after!.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id)
            .Except(before!.GetDiagnostics().Select(d => d.Id)));

    private static async Task<List<CodeAction>> OfferAsync(CodeFixProvider provider, Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    private static Document Open(AdhocWorkspace workspace, string source) =>
        Compilations.ToProject(workspace, source).Documents.Single(d => d.Name == "0.cs");

    // The editor gives a fix the analyzers' diagnostics, so these come without the generator.
    private static async Task<ImmutableArray<Diagnostic>> FindAsync(CodeFixProvider provider, Document document)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        var tree = (await document.GetSyntaxTreeAsync())!;
        var diagnostics = await Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions.WithAnalyzers(compilation, Recipes.Analyzers)
            .GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.Where(d => d.Location.SourceTree == tree && provider.FixableDiagnosticIds.Contains(d.Id))
            .OrderBy(d => d.Location.SourceSpan.Start)];
    }

    private sealed class Found(Func<Document, Task<ImmutableArray<Diagnostic>>> find) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            await find(document);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await find(project.Documents.Single(d => d.Name == "0.cs"));
    }
}
