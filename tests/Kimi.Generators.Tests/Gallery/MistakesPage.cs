using System.Globalization;
using System.Text;
using DiffPlex.Renderer;
using Kimi.Generators.Tests.Corpus;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Tests.Gallery;

/// <summary>The page <c>docs/mistakes.md</c>: each mistake, what it gives, and when. <c>KIMI_ACCEPT_SNAPSHOTS=1</c> rewrites it.</summary>
internal static class MistakesPage
{
    private static readonly string s_path = Path.Combine(Repository.Root, "docs", "mistakes.md");

    // By the ids' thousands, as the diagnostics are numbered.
    private static readonly IReadOnlyDictionary<char, string> s_families = new Dictionary<char, string>
    {
        ['0'] = "What C# itself tells",
        ['1'] = "The shape of a recipe",
        ['2'] = "Wiring",
        ['3'] = "Groups, batches and samplers",
        ['4'] = "Objectives, rewards and penalties",
        ['5'] = "Values of options",
        ['6'] = "What flows along the graph",
        ['7'] = "JSON files",
        ['8'] = "A team's own code",
        ['9'] = "Known at start only",
    };

    /// <summary>Compares the page with what the mistakes give.</summary>
    public static async Task VerifyAsync()
    {
        var verified = File.Exists(s_path) ? (await File.ReadAllTextAsync(s_path)).ReplaceLineEndings("\n") : "";
        var received = await WriteAsync();
        if (verified == received)
            return;
        if (Environment.GetEnvironmentVariable("KIMI_ACCEPT_SNAPSHOTS") != "1")
            Assert.Fail(UnidiffRenderer.GenerateUnidiff(verified, received, "mistakes.md", "received"));
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "snapshots are accepted by people, not by CI");
        await File.WriteAllTextAsync(s_path, received);
    }

    private static async Task<string> WriteAsync()
    {
        var (all, build, start) = (Mistake.All.Count, Mistake.CaughtAt(Caught.Build).Count(), Mistake.CaughtAt(Caught.Start).Count());
        var page = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"""
            # A gallery of mistakes

            What users of training stacks do wrong, and when Kimi.Dsl tells them. Each line is a recipe in
            [tests/Kimi.Generators.Tests/Mistakes](../tests/Kimi.Generators.Tests/Mistakes) that a test builds or runs: it gives exactly the
            diagnostics that are marked in it. The test writes this page.

            | Caught | Mistakes | Share |
            |---|---:|---:|
            | at build | {build} | {Share(build, all)} |
            | at start, before anything is allocated | {start} | {Share(start, all)} |
            | never | {all - build - start} | {Share(all - build - start, all)} |
            """);
        page.AppendLine().Append(CorpusSection.Write());
        foreach (var family in Mistake.All.Values.GroupBy(Family).OrderBy(group => group.Key))
        {
            page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {s_families[family.Key]} ({family.Count()})").AppendLine();
            page.AppendLine("| Mistake | What it says |").AppendLine("|---|---|");
            foreach (var mistake in family.OrderBy(m => m.Id, StringComparer.Ordinal).ThenBy(m => m.Name, StringComparer.Ordinal))
                page.AppendLine(CultureInfo.InvariantCulture, $"| [{Cell(mistake.Header.Words)}](../{mistake.Path}) | {await SaysAsync(mistake)} |");
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static char Family(Mistake mistake) => mistake switch
    {
        { Header.Caught: Caught.Start } => '9',
        { Id: "" } => '0',
        // A value in a JSON file breaks the rule of any family, but it was written there.
        { Source.Expected.Count: 0 } => '7',
        _ => mistake.Id["KIMI".Length],
    };

    private static async Task<string> SaysAsync(Mistake mistake)
    {
        if (mistake.Header.Caught == Caught.Start)
            return $"`{Cell(string.Join(' ', mistake.Header.Environment.Concat(mistake.Header.Arguments)))}`<br>{Cell(mistake.Header.Says)}";
        if (mistake.Id.Length == 0)
            return string.Join("<br>", MistakeAnalysis.CompilerErrors(mistake).Select(d => $"{d.Id} {Cell(d.GetMessage(CultureInfo.InvariantCulture))}"));
        var (_, diagnostics) = await MistakeAnalysis.OfAsync(mistake);
        return string.Join("<br>", diagnostics.Select(d => $"[{d.Id}](diagnostics/{d.Id}.md) {Cell(d.GetMessage())}{Severity(d)}"));
    }

    private static string Severity(Diagnostic diagnostic) => diagnostic.Severity switch
    {
        DiagnosticSeverity.Warning => " (warning)",
        DiagnosticSeverity.Info => " (information)",
        _ => "",
    };

    /// <summary>A share, in percent.</summary>
    internal static string Share(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.0}%");

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
