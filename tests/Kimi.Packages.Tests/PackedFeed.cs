using System.Text.Json;
using System.Xml.Linq;

namespace Kimi.Packages.Tests;

/// <summary>The packages of this build in a folder outside the repository; projects below it restore from there.</summary>
[CollectionDefinition(nameof(PackedFeed))]
public sealed class PackedFeed : ICollectionFixture<PackedFeed>, IAsyncLifetime
{
    /// <summary>The folder.</summary>
    internal string Folder { get; } = Directory.CreateTempSubdirectory("kimi-packages-").FullName;

    /// <summary>The version that was packed: one that no cache has from an older build.</summary>
    internal string Version { get; } = $"0.0.0-test{Guid.NewGuid():N}";

    private string Packages => Path.Combine(Folder, "packages");

    private string Hive => Path.Combine(Folder, "hive");

    private static string Root { get; } = FindRoot();

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        try
        {
            await PackAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The file of a package.</summary>
    internal string PathOf(string package) => Path.Combine(Packages, $"{package}.{Version}.nupkg");

    /// <summary>Makes a project of the template.</summary>
    /// <returns>Its folder.</returns>
    internal async Task<string> NewProjectAsync(string name)
    {
        await DotnetProcess.SucceedAsync(Folder, "new", "kimi-recipe", "-n", name, "--debug:custom-hive", Hive);
        return Path.Combine(Folder, name);
    }

    /// <summary>Copies a sample of the repository out of it, so that its project restores the packages of this build.</summary>
    /// <returns>The folder of the copy.</returns>
    internal async Task<string> CopySampleAsync(string name)
    {
        var copy = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "samples", name)))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        var versions = Path.Combine(copy, "Directory.Packages.props");
        var properties = XDocument.Load(versions);
        properties.Descendants("KimiVersion").Single().Value = Version;
        await File.WriteAllTextAsync(versions, $"{properties}");
        return copy;
    }

    private async Task PackAsync()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        await DotnetProcess.SucceedAsync(
            Root, "pack", "Kimi.Dsl.sln", "--no-build", "-c", configuration, "-o", Packages, $"-p:Version={Version}", "-nologo", "-warnaserror");
        Settings(FoldersOfThisBuild(Root)).Save(Path.Combine(Folder, "nuget.config"));
        await DotnetProcess.SucceedAsync(Folder, "new", "install", PathOf("Kimi.Templates"), "--debug:custom-hive", Hive);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Kimi.Dsl.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("run the tests from an output folder in the repository");
        return folder.FullName;
    }

    // Ours go to a separate cache, which is deleted with the tests. All others were restored for this build, libtorch's 600 MB among them:
    // they are taken from where they are, so nothing asks the network.
    private static XElement Settings(IEnumerable<string> folders) =>
        new("configuration",
            new XElement("config", Add("globalPackagesFolder", "cache")),
            new XElement("fallbackPackageFolders", new XElement("clear"), folders.Select((folder, index) => Add($"folder{index}", folder))),
            new XElement("packageSources", new XElement("clear"), Add("kimi", "packages")),
            new XElement("packageSourceMapping", new XElement("clear")));

    private static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));

    private static List<string> FoldersOfThisBuild(string root)
    {
        using var restored = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, "recipes", "obj", "project.assets.json")));
        return [.. restored.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
    }
}
