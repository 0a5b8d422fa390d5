using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Kimi.Packages.Tests;

/// <summary>The contents of the packages.</summary>
/// <param name="feed">The packages.</param>
[Collection(nameof(PackedFeed))]
public sealed class PackageContentTests(PackedFeed feed)
{
    [Fact]
    public void The_language_brings_its_generator_its_fixes_and_its_docs_and_depends_on_nothing()
    {
        using var package = ZipFile.OpenRead(feed.PathOf("Kimi.Dsl"));

        Assert.Equal(
            [
                "CHANGELOG.md",
                "README.md",
                "analyzers/dotnet/cs/Kimi.Generators.CodeFixes.dll",
                "analyzers/dotnet/cs/Kimi.Generators.dll",
                "build/Kimi.Dsl.targets",
                "buildTransitive/Kimi.Dsl.targets",
                "lib/net10.0/Kimi.Dsl.dll",
                "lib/net10.0/Kimi.Dsl.xml",
            ],
            Files(package));
        Assert.Empty(Dependencies(package));
    }

    [Theory]
    [InlineData("Kimi.Torch", "Kimi.Dsl")]
    [InlineData("Kimi.Runtime", "Kimi.Torch")]
    [InlineData("Kimi.Sandbox", "Kimi.Runtime")]
    [InlineData("Kimi.Cluster", "Kimi.Runtime")]
    [InlineData("Kimi.Cli", "Kimi.Cluster", "Kimi.Sandbox")]
    public void Each_package_brings_those_below_with_the_generator_but_no_libtorch(string id, params string[] below)
    {
        using var package = ZipFile.OpenRead(feed.PathOf(id));

        string[] targets = id == "Kimi.Cluster" ? ["buildTransitive/Kimi.Cluster.targets"] : [];
        Assert.Equal(["CHANGELOG.md", "README.md", .. targets, $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"], Files(package));
        var dependencies = Dependencies(package).ToDictionary(dependency => dependency.Attribute("id")!.Value);
        Assert.Equal(below, dependencies.Keys.Where(dependency => dependency.StartsWith("Kimi.", StringComparison.Ordinal)).Order());
        Assert.All(below, one => Assert.Equal(feed.Version, dependencies[one].Attribute("version")!.Value));
        Assert.All(below, one => Assert.Null(dependencies[one].Attribute("exclude")));
        Assert.Contains("TorchSharp", dependencies.Keys);
        Assert.DoesNotContain(dependencies.Keys, dependency => dependency.StartsWith("libtorch", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("ScottPlot")]
    [InlineData("Spectre.Console")]
    [InlineData("System.CommandLine")]
    public void What_only_a_person_needs_comes_with_the_command_line_alone(string dependency)
    {
        string[] ids = ["Kimi.Dsl", "Kimi.Torch", "Kimi.Runtime", "Kimi.Sandbox", "Kimi.Cluster", "Kimi.Cli"];

        Assert.Equal(["Kimi.Cli"], ids.Where(id => DependsOn(id, dependency)));
    }

    [Theory]
    [InlineData("Kimi.Dsl")]
    [InlineData("Kimi.Torch")]
    [InlineData("Kimi.Runtime")]
    [InlineData("Kimi.Sandbox")]
    [InlineData("Kimi.Cluster")]
    [InlineData("Kimi.Cli")]
    [InlineData("Kimi.Templates")]
    public void Every_package_says_what_it_is_under_which_license_and_what_changed(string id)
    {
        using var package = ZipFile.OpenRead(feed.PathOf(id));

        string? Value(string element) => Metadata(package).Elements().SingleOrDefault(e => e.Name.LocalName == element)?.Value;
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.EndsWith(".", Value("description"), StringComparison.Ordinal);
        Assert.True(Value("tags")?.Split(' ').Length >= 3, $"{id} has the tags '{Value("tags")}'");
        Assert.Contains("CHANGELOG.md", Value("releaseNotes"), StringComparison.Ordinal);
        Assert.Contains("## [0.1.0]", Text(package, "CHANGELOG.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kimi.Dsl", "references it")]
    [InlineData("Kimi.Torch", "references it")]
    [InlineData("Kimi.Runtime", "references it")]
    [InlineData("Kimi.Cli", "references it")]
    [InlineData("Kimi.Templates", "installs it")]
    public void Every_package_has_a_readme_of_its_own_with_an_example_and_for_whom_it_is(string id, string use)
    {
        using var package = ZipFile.OpenRead(feed.PathOf(id));

        var readme = Text(package, "README.md");
        Assert.StartsWith($"# {id}\n", readme, StringComparison.Ordinal);
        Assert.Contains("\n```", readme, StringComparison.Ordinal);
        Assert.Contains($"**Who {use}:**", readme, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kimi.Dsl")]
    [InlineData("Kimi.Torch")]
    [InlineData("Kimi.Runtime")]
    [InlineData("Kimi.Cli")]
    public void Assemblies_hold_their_symbols_and_no_package_of_symbols_is_needed(string id)
    {
        using var package = ZipFile.OpenRead(feed.PathOf(id));
        using var assembly = new MemoryStream();
        using (var entry = package.GetEntry($"lib/net10.0/{id}.dll")!.Open())
            entry.CopyTo(assembly);
        assembly.Position = 0;

        using var reader = new PEReader(assembly);

        Assert.Contains(reader.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        Assert.False(File.Exists(Path.ChangeExtension(feed.PathOf(id), ".snupkg")));
    }

    private bool DependsOn(string id, string dependency)
    {
        using var package = ZipFile.OpenRead(feed.PathOf(id));
        return Dependencies(package).Any(element => element.Attribute("id")!.Value == dependency);
    }

    private static IEnumerable<string> Files(ZipArchive package) => package.Entries
        .Select(entry => entry.FullName)
        .Where(name => !name.EndsWith(".nuspec", StringComparison.Ordinal)
            && name != "[Content_Types].xml"
            && !name.StartsWith("_rels/", StringComparison.Ordinal)
            && !name.StartsWith("package/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static string Text(ZipArchive package, string file)
    {
        using var reader = new StreamReader(package.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }

    private static IEnumerable<XElement> Dependencies(ZipArchive package) => Metadata(package).Descendants().Where(e => e.Name.LocalName == "dependency");

    private static XElement Metadata(ZipArchive package)
    {
        using var stream = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!.Elements().Single();
    }
}
