using Kimi.Generators.Tests.Harness;

namespace Kimi.Architecture.Tests;

/// <summary>The files that people wrote: not what builds, runs and snapshots leave behind.</summary>
internal static class WrittenFiles
{
    private static readonly string[] s_outputs = ["bin", "obj", "runs", "Snapshots", "published", "TestResults", "BenchmarkDotNet.Artifacts"];

    private static readonly string[] s_folders = ["src", "recipes", "tests", "benchmarks", "templates", "samples"];

    /// <summary>The paths of those that have an extension, relative to the repository.</summary>
    /// <param name="extensions">The extensions, such as <c>.cs</c>.</param>
    public static IEnumerable<string> With(params string[] extensions) =>
        from file in Directory.EnumerateFiles(Repository.Root).Concat(s_folders.SelectMany(folder => FilesBelow(Path.Combine(Repository.Root, folder))))
        where extensions.Contains(Path.GetExtension(file))
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        orderby path
        select path;

    private static IEnumerable<string> FilesBelow(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(child => !s_outputs.Contains(Path.GetFileName(child))).SelectMany(FilesBelow));
}
