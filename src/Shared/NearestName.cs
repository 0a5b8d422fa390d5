namespace Kimi.Shared;

/// <summary>Finds what a misspelt name most likely means.</summary>
internal static class NearestName
{
    private const int MostCharacters = 320;

    /// <summary>The candidate nearest to a name, or null when none is near: at most a third of the letters may differ.</summary>
    /// <param name="name">The name as it was written.</param>
    /// <param name="candidates">The names that exist; of two equally near ones, the alphabetically first is chosen.</param>
    public static string? Of(string name, IEnumerable<string> candidates) => candidates
        .Select(candidate => (Name: candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
        .Where(candidate => candidate.Distance <= Math.Max(1, Math.Max(name.Length, candidate.Name.Length) / 3))
        .OrderBy(candidate => candidate.Distance)
        .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    /// <summary>The end of a sentence about an unknown name: what may have been meant, else what exists.</summary>
    /// <param name="name">The name as it was written.</param>
    /// <param name="candidates">The names that exist.</param>
    public static string Hint(string name, IReadOnlyCollection<string> candidates) =>
        Of(name, candidates) is { } nearest ? $"did you mean '{nearest}'?"
        : candidates.Count > 0 ? $"choose from {Some(candidates)}"
        : "leave it out, since there is none";

    // What takes several lines is not read.
    private static string Some(IReadOnlyCollection<string> names)
    {
        var (count, length) = (0, 0);
        foreach (var name in names)
        {
            length += name.Length + 2;
            if (length > MostCharacters)
                break;
            count++;
        }

        var shown = string.Join(", ", names.Take(Math.Max(1, count)));
        return count < names.Count ? $"{shown} and {names.Count - Math.Max(1, count)} more" : shown;
    }

    // Letters to insert, drop, replace or swap with their neighbour: optimal string alignment.
    private static int Distance(string from, string to)
    {
        var distances = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            distances[i, 0] = i;
        for (var j = 0; j <= to.Length; j++)
            distances[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var replace = distances[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                distances[i, j] = Math.Min(replace, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    distances[i, j] = Math.Min(distances[i, j], distances[i - 2, j - 2] + 1);
            }
        }

        return distances[from.Length, to.Length];
    }
}
