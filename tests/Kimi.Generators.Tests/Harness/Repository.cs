namespace Kimi.Generators.Tests.Harness;

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Find();

    /// <summary>This project's folder.</summary>
    public static string Tests => Path.Combine(Root, "tests", "Kimi.Generators.Tests");

    // Not [CallerFilePath], which a deterministic build replaces: the output folder lies in the repository.
    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("run the tests from an output folder in the repository");
    }
}
