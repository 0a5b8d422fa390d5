namespace Kimi.Cli.Tests.Docs;

public sealed class ReferenceTests
{
    private const string AcceptVariable = "KIMI_ACCEPT_SNAPSHOTS";

    [Fact]
    public void Every_stage_and_component_has_a_page_that_says_what_its_attribute_says()
    {
        var folder = Path.Combine(RepositoryRoot(), "docs", "reference");
        var writer = new ReferencePage();
        var pages = ReferencePage.All.ToDictionary(page => page.FileName, page => writer.Write(page.Attribute));
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1" && Environment.GetEnvironmentVariable("CI") != "true")
        {
            foreach (var (name, text) in pages)
                File.WriteAllText(Path.Combine(folder, name), text);
        }

        Assert.Equal(pages.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder, "*.md").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var (name, text) in pages)
            Assert.True(text == File.ReadAllText(Path.Combine(folder, name)),
                $"docs/reference/{name} is out of date: run the tests with {AcceptVariable}=1 and read the difference");
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Kimi.Dsl.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
        return folder.FullName;
    }
}
