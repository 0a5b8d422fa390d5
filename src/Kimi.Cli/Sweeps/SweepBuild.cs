namespace Kimi.Cli.Sweeps;

/// <summary>A copy of the application's build, with which all runs of a sweep are made: the project can be built again while the sweep goes on.</summary>
internal sealed class SweepBuild : IDisposable
{
    /// <summary>Makes it, in the folder for temporary files.</summary>
    public SweepBuild()
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));

        // They have libtorch, which a build leaves as it is, and whatever else lies there, such as runs.
        foreach (var folder in Directory.EnumerateDirectories(AppContext.BaseDirectory))
            Directory.CreateSymbolicLink(Path.Combine(Folder, Path.GetFileName(folder)), folder);
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("kimi-sweep-").FullName;

    /// <summary>Deletes it, and not what it links to.</summary>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
