using Kimi.Generators.Diagnostics;
using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Guards;

/// <summary>Every diagnostic has what a user needs to understand it, and what we need to keep it.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Ids => [.. Descriptors.ById.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_a_page_with_four_sections(string id)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics", id + ".md"));
        Assert.StartsWith($"# {id}: {Descriptors.ById[id].Title}\n", page, StringComparison.Ordinal);
        Assert.All(["## Cause", "## Bad", "## Good", "## Suppress"], section => Assert.Contains($"\n{section}\n", page, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_help_link_leads_to_that_page(string id) =>
        Assert.Equal($"https://github.com/kimi-dsl/kimi-dsl/blob/main/docs/diagnostics/{id}.md", Descriptors.ById[id].HelpLinkUri);

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_a_row_in_the_releases(string id)
    {
        var folder = Path.Combine(Repository.Root, "src", "Kimi.Generators");
        var releases = File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Unshipped.md"))
            + File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Shipped.md"));
        Assert.Contains($"\n{id} | Kimi.Dsl | {Descriptors.ById[id].DefaultSeverity} | ", releases, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_tests_of_its_own(string id) => Assert.True(File.Exists(Path.Combine(Repository.Tests, "Rules", id + "Tests.cs")));

    [Fact]
    public void Every_page_is_of_a_diagnostic() => Assert.Equal(
        Descriptors.ById.Keys.Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(Repository.Root, "docs", "diagnostics"), "KIMI*.md").Select(f => Path.GetFileNameWithoutExtension(f)!)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_diagnostic_but_the_generator_s_own_is_some_analyzer_s() => Assert.Equal(
        Descriptors.ById.Keys.Except([DiagnosticIds.GeneratorFailed]).Order(StringComparer.Ordinal),
        Recipes.Analyzers.SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id).Distinct().Order(StringComparer.Ordinal));
}
