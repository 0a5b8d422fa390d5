using System.Collections.Immutable;
using Kimi.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Tests.Harness;

/// <summary>Checks what generator and analyzers say of recipes.</summary>
internal static class Recipes
{
    /// <summary>Every analyzer there is.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(RecipeAnalyzer).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    /// <summary>
    /// Checks that exactly the marked diagnostics are reported. Where none is marked, the recipes are generated and compile without
    /// a warning.
    /// </summary>
    /// <param name="markup">The recipes, with what is expected.</param>
    /// <param name="files">The files beside them.</param>
    /// <returns>The messages, in the order of the source.</returns>
    public static async Task<IReadOnlyList<string>> CheckAsync(string markup, params ImmutableArray<AdditionalText> files)
    {
        var (source, expected) = Markup.Parse(markup);
        var (output, diagnostics) = await AnalyzeAsync(Compilations.Create(source), files);
        var actual = diagnostics.Select(d => new Marked(d.Id, d.Location.SourceSpan)).ToList();
        if (!expected.ToHashSet().SetEquals(actual) || expected.Count != actual.Count)
        {
            Assert.Fail($"expected {expected.Count} diagnostics, got:\n{string.Join("\n", diagnostics)}\n\nto accept, paste:\n{Markup.Write(source, actual)}");
        }

        if (expected.Count == 0)
            AssertCompiles(output);
        return AssertSentences(diagnostics);
    }

    /// <summary>Checks that messages have the form of all messages: one sentence, with a colon before the remedy.</summary>
    /// <returns>The messages.</returns>
    public static IReadOnlyList<string> AssertSentences(IReadOnlyList<Diagnostic> diagnostics)
    {
        var messages = diagnostics.Select(d => d.GetMessage()).ToList();
        Assert.All(messages, message =>
        {
            Assert.DoesNotContain('\n', message);
            Assert.False(message.EndsWith('.'), message);
            Assert.Contains(':', message);
        });
        return messages;
    }

    /// <summary>Checks that a compilation has no warnings: no missing documentation either, in generated files.</summary>
    public static void AssertCompiles(Compilation output) => Assert.Empty(output.GetDiagnostics()
        .Where(d => d.Severity != DiagnosticSeverity.Hidden
            && (d.Id != "CS1591" || d.Location.GetLineSpan().Path.EndsWith(".g.cs", StringComparison.Ordinal))));

    /// <summary>All that generator and analyzers say of a compilation and the files beside it, in the order of the source.</summary>
    public static async Task<(Compilation Output, IReadOnlyList<Diagnostic> Diagnostics)> AnalyzeAsync(
        Compilation compilation, params ImmutableArray<AdditionalText> files)
    {
        Compilations.Driver().AddAdditionalTexts(files).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var generated);
        var analyzed = await output.WithAnalyzers(Analyzers, new AnalyzerOptions(files)).GetAnalyzerDiagnosticsAsync();
        // An analyzer's exception arrives as AD0001, and so fails the test.
        var distinct = generated.Concat(analyzed)
            .GroupBy(d => (d.Id, d.Location.GetLineSpan().Path, d.Location.SourceSpan, d.GetMessage()))
            .Select(g => g.First());
        return (output,
            [.. distinct.OrderBy(d => d.Location.GetLineSpan().Path).ThenBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)]);
    }
}
