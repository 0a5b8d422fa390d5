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

    private async Task PackAsync()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var root = output;
        while (!File.Exists(Path.Combine(root.FullName, "Kimi.Dsl.sln")))
            root = root.Parent ?? throw new InvalidOperationException("run the tests from an output folder in the repository");
        await DotnetProcess.SucceedAsync(
            root.FullName, "pack", "Kimi.Dsl.sln", "--no-build", "-c", output.Parent!.Name, "-o", Packages, $"-p:Version={Version}", "-nologo", "-warnaserror");
        Settings(FoldersOfThisBuild(root.FullName)).Save(Path.Combine(Folder, "nuget.config"));
        await DotnetProcess.SucceedAsync(Folder, "new", "install", PathOf("Kimi.Templates"), "--debug:custom-hive", Hive);
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
