using System.Text;
using System.Text.RegularExpressions;
using Kimi.Generators.Tests.Gallery;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Tests.Corpus;

/// <summary>When a case of the corpus is told to its user.</summary>
internal enum Told
{
    /// <summary>While the recipe is written or built.</summary>
    Build,

    /// <summary>When a run starts.</summary>
    Start,

    /// <summary>After time was lost.</summary>
    Late,

    /// <summary>Not at all.</summary>
    Never,
}

/// <summary>
/// A case of the corpus: one file with comments at its top, a source, and after a line <c>//// kimi.json</c> the files beside it, sources
/// or others. The line that is wrong
/// ends in
/// <c>//! KIMI5006</c>, or <c>//! none yet</c> while nothing tells it.
/// </summary>
/// <param name="Name">The file's name, without extension.</param>
/// <param name="Header">The comments at its top.</param>
/// <param name="Files">The files, the source first, without marks.</param>
/// <param name="Mark">The line that is wrong: its file, its 0-based number and the id that is expected there; null in a valid recipe.</param>
internal sealed partial record CorpusCase(
    string Name, IReadOnlyDictionary<string, string> Header, IReadOnlyList<(string Name, string Text)> Files, (string File, int Line, string Id)? Mark)
{
    private static readonly string s_folder = Path.Combine(Repository.Tests, "Corpus");

    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<CorpusCase> Mistakes { get; } = All("Mistakes");

    /// <summary>The valid recipes.</summary>
    public static IReadOnlyList<CorpusCase> Valid { get; } = All("Valid");

    /// <summary>When its user is told.</summary>
    public Told Told => Enum.Parse<Told>(Header["Caught"], ignoreCase: true);

    /// <summary>What compiler, generator and analyzers say of it.</summary>
    public async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync()
    {
        var compilation = MistakeAnalysis.Compile([.. Files.Where(IsSource)]);
        var errors = compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591");
        var others = Files.Where(file => !IsSource(file)).Select(file => new TextFile(file.Name, file.Text));
        var (_, diagnostics) = await Recipes.AnalyzeAsync(compilation, [.. others]);
        return [.. errors, .. diagnostics];
    }

    /// <summary>Whether what is expected is said of the line that is wrong.</summary>
    /// <param name="diagnostics">All that is said.</param>
    public bool IsCaught(IEnumerable<Diagnostic> diagnostics) => diagnostics.Any(d =>
        d.Id == Mark?.Id && d.Location.GetLineSpan() is var span && span.Path == Mark.Value.File && span.StartLinePosition.Line == Mark.Value.Line);

    private static bool IsSource((string Name, string Text) file) => file.Name.EndsWith(".cs", StringComparison.Ordinal);

    private static CorpusCase[] All(string folder) =>
        [.. Directory.GetFiles(Path.Combine(s_folder, folder), "*.cs").Order(StringComparer.Ordinal).Select(Read)];

    private static CorpusCase Read(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var header = new Dictionary<string, string>();
        var files = new List<(string Name, StringBuilder Text, int Lines)> { ($"{name}.cs", new(), 0) };
        (string File, int Line, string Id)? mark = null;
        foreach (var line in File.ReadLines(path))
        {
            if (FileName().Match(line) is { Success: true } next)
            {
                files.Add((next.Groups[1].Value, new(), 0));
                continue;
            }

            if (files.Count == 1 && HeaderLine().Match(line) is { Success: true } header1)
                header.TryAdd(header1.Groups[1].Value, header1.Groups[2].Value);
            var (file, text, lines) = files[^1];
            var marked = MarkedLine().Match(line);
            if (marked.Success)
                mark = (file, lines, marked.Groups[1].Value);
            text.Append(marked.Success ? line[..marked.Index] : line).Append('\n');
            files[^1] = (file, text, lines + 1);
        }

        return new(name, header, [.. files.Select(file => (file.Name, file.Text.ToString()))], mark);
    }

    [GeneratedRegex("^//// (.+)$")]
    private static partial Regex FileName();

    [GeneratedRegex("^// ([A-Z][a-z]+): (.+)$")]
    private static partial Regex HeaderLine();

    [GeneratedRegex(" *//! (.+)$")]
    private static partial Regex MarkedLine();
}
