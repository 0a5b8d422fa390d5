namespace Kimi.Torch.Native;

/// <summary>The native libraries that are loaded in this process.</summary>
internal static class LoadedLibraries
{
    private const string Maps = "/proc/self/maps";
    private const int PathColumn = 5;

    /// <summary>The paths of the loaded libraries whose file names begin with a prefix; none on systems that do not list them.</summary>
    internal static IReadOnlyList<string> Find(string prefix) => File.Exists(Maps)
        ?
        [
            .. File.ReadLines(Maps)
                .Select(line => line.Split(' ', PathColumn + 1, StringSplitOptions.RemoveEmptyEntries))
                .Where(columns => columns.Length > PathColumn && Path.GetFileName(columns[PathColumn]).StartsWith(prefix, StringComparison.Ordinal))
                .Select(columns => columns[PathColumn])
                .Distinct(),
        ]
        : [];
}
