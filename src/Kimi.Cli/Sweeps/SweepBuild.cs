namespace Kimi.Cli.Sweeps;

/// <summary>A copy of the application's build, with which all runs of a sweep are made: the project can be built again while the sweep goes on.</summary>
internal sealed class SweepBuild : IDisposable
{
    // Libraries of other systems and of libtorch, hundreds of megabytes that a build leaves as they are.
    private const string Natives = "runtimes";

    /// <summary>Makes it, in the folder for temporary files.</summary>
    public SweepBuild() => Copy(AppContext.BaseDirectory, Folder);

    /// <summary>Where it is.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("kimi-sweep-").FullName;

    /// <summary>Deletes it.</summary>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            if (Path.GetFileName(folder) == Natives)
                Directory.CreateSymbolicLink(Path.Combine(to, Natives), folder);
            else
                Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
