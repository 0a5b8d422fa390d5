using System.Xml.Linq;
using Kimi.Generators.Tests.Harness;

namespace Kimi.Architecture.Tests;

/// <summary>A package version that no project uses is removed.</summary>
public sealed class PackageVersionTests
{
    private const string Versions = "Directory.Packages.props";

    [Fact]
    public void Every_package_version_is_referenced_or_says_that_it_is_a_pin()
    {
        var referenced = WrittenFiles.With(".csproj", ".props", ".targets")
            .SelectMany(file => XDocument.Load(Path.Combine(Repository.Root, file)).Descendants("PackageReference"))
            .Select(reference => (string?)reference.Attribute("Include"))
            .ToHashSet();

        var unused = from version in XDocument.Load(Path.Combine(Repository.Root, Versions)).Descendants("PackageVersion")
                     where (string?)version.Parent!.Attribute("Label") is not { } label || !label.StartsWith("Not referenced", StringComparison.Ordinal)
                     let name = (string?)version.Attribute("Include")
                     where !referenced.Contains(name)
                     select name;

        Assert.Equal([], unused);
    }
}
