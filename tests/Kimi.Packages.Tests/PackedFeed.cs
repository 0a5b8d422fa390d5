namespace Kimi.Packages.Tests;

/// <summary>The packages of this build in a folder outside of the repository, which projects below it restore from.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    // Ours go to a cache of their own, so that an older build's are never taken; the others are where they are, libtorch's 600 MB among them.
    private const string Settings = """
        <configuration>
          <config><add key="globalPackagesFolder" value="cache" /></config>
          <fallbackPackageFolders><add key="machine" value="{0}" /></fallbackPackageFolders>
          <packageSources><add key="kimi" value="packages" /></packageSources>
        </configuration>
        """;

    /// <summary>The folder.</summary>
    internal string Folder { get; } = Directory.CreateTempSubdirectory("kimi-packages-").FullName;

    /// <summary>The packages in it.</summary>
    internal string Packages => Path.Combine(Folder, "packages");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = output.Parent!.Name;
        var root = output;
        while (!File.Exists(Path.Combine(root.FullName, "Directory.Packages.props")))
            root = root.Parent ?? throw new InvalidOperationException("run the tests from an output folder in the repository");
        foreach (var project in new[] { "src/Kimi.Dsl", "src/Kimi.Runtime", "templates" })
            await DotnetProcess.SucceedAsync(root.FullName, "pack", project, "--no-build", "--configuration", configuration, "--output", Packages, "--nologo");
        var machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await File.WriteAllTextAsync(Path.Combine(Folder, "nuget.config"), Settings.Replace("{0}", machine, StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }
}
