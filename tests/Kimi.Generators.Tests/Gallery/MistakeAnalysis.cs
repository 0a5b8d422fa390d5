using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kimi.Generators.Tests.Gallery;

/// <summary>What compiler, generator and analyzers say of a mistake.</summary>
internal static class MistakeAnalysis
{
    // What a new project has.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Compiles a mistake with what every user's project has beside.</summary>
    public static CSharpCompilation Compile(Mistake mistake) => Compile((mistake.Source.Name, mistake.Source.Text));

    /// <summary>Compiles sources with what every user's project has beside.</summary>
    public static CSharpCompilation Compile(params IReadOnlyList<(string Name, string Text)> sources) =>
        Compilations.Create([("Usings.cs", ImplicitUsings), ("Addition.cs", Mistake.Shared), .. sources]).AddReferences(RuntimeSettings.Reference);

    /// <summary>What the compiler itself finds wrong, missing documentation aside.</summary>
    public static IEnumerable<Diagnostic> CompilerErrors(Mistake mistake) =>
        Compile(mistake).GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591");

    /// <summary>Runs generator and analyzers.</summary>
    public static Task<(Compilation Output, IReadOnlyList<Diagnostic> Diagnostics)> OfAsync(Mistake mistake) =>
        Recipes.AnalyzeAsync(Compile(mistake), [.. mistake.Files.Where(file => !file.IsSource).Select(file => new TextFile(file.Name, file.Text))]);

    /// <summary>Checks that exactly the marked diagnostics are reported.</summary>
    public static void AssertMarked(Mistake mistake, IReadOnlyList<Diagnostic> diagnostics)
    {
        var actual = diagnostics.Select(d => (File: PathOf(d), Mark: new Marked(d.Id, d.Location.SourceSpan))).ToList();
        var expected = mistake.Expected.Select(e => (e.File.Name, e.Mark)).ToList();
        if (expected.Count == actual.Count && expected.ToHashSet().SetEquals(actual))
            return;
        var marked = mistake.Files.Select(file => $"{file.Name}:\n{Markup.Write(file.Text, actual.Where(a => a.File == file.Name).Select(a => a.Mark))}");
        Assert.Fail($"expected {string.Join(", ", expected.Select(e => e.Mark.Id))}, got:\n{string.Join("\n", diagnostics)}\n\nto accept, paste:\n"
            + $"{string.Join("\n", marked)}");
    }

    private static string PathOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().Path;
}
