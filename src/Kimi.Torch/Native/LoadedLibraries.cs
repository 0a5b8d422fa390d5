using System.Globalization;

namespace Kimi.Torch.Native;

/// <summary>The native libraries that are loaded in this process.</summary>
internal static class LoadedLibraries
{
    private const string Maps = "/proc/self/maps";
    private const int PathColumn = 5;
    private const NumberStyles Hexadecimal = NumberStyles.AllowHexSpecifier;

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    /// <summary>The paths of the loaded libraries whose file names begin with a prefix; none on systems that do not list them.</summary>
    internal static IReadOnlyList<string> Find(string prefix) => File.Exists(Maps)
        ?
        [
            .. Lines().Where(columns => Path.GetFileName(columns[PathColumn]).StartsWith(prefix, StringComparison.Ordinal))
                .Select(columns => columns[PathColumn])
                .Distinct(),
        ]
        : [];

    /// <summary>Where a loaded library begins; null if it is not loaded.</summary>
    internal static nint? Start(string path) => Lines().Where(columns => columns[PathColumn] == path && ulong.Parse(columns[2], Hexadecimal, Invariant) == 0)
        .Select(columns => (nint?)nint.Parse(columns[0].Split('-')[0], Hexadecimal, Invariant))
        .FirstOrDefault();

    /// <summary>Whether this process may write at an address.</summary>
    internal static bool IsWritable(nint address) => Lines(PathColumn).Any(columns =>
        columns[1].StartsWith("rw", StringComparison.Ordinal)
        && columns[0].Split('-').Select(end => nint.Parse(end, Hexadecimal, Invariant)).ToList() is [var start, var end]
        && start <= address && address < end);

    // Address range, rights, offset in the file, device, inode and, for most, the path.
    private static IEnumerable<string[]> Lines(int columns = PathColumn + 1) => File.ReadLines(Maps)
        .Select(line => line.Split(' ', PathColumn + 1, StringSplitOptions.RemoveEmptyEntries))
        .Where(line => line.Length >= columns);
}
