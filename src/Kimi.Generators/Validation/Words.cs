using Kimi.Generators.Model;

namespace Kimi.Generators.Validation;

/// <summary>What sentences are made of.</summary>
internal static class Words
{
    /// <summary>Two types that differ, told apart: by their short names when those differ.</summary>
    public static (string First, string Second) Distinct(TypeRef first, TypeRef second) =>
        first.Name != second.Name ? (first.Name, second.Name) : (Plain(first), Plain(second));

    /// <summary>A noun with <c>a</c> or <c>an</c>.</summary>
    public static string A(string noun) => (noun.Length > 0 && "aeiouAEIOU".IndexOf(noun[0]) >= 0 ? "an " : "a ") + noun;

    /// <summary>An enumeration in a sentence: <c>a, b or c</c>.</summary>
    public static string List(IReadOnlyList<string> items, string conjunction) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} {conjunction} {items[items.Count - 1]}",
    };

    /// <summary>The candidate that a misspelt name most likely means, or null when none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates) => candidates
        .Select(candidate => (Candidate: candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
        .Where(c => c.Distance <= Math.Max(1, Math.Max(name.Length, c.Candidate.Length) / 3))
        .OrderBy(c => c.Distance)
        .ThenBy(c => c.Candidate, StringComparer.Ordinal)
        .Select(c => c.Candidate)
        .FirstOrDefault();

    /// <summary>How many letters to insert, drop, replace or swap with their neighbour to turn one word into the other.</summary>
    public static int Distance(string from, string to)
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
                var best = Math.Min(replace, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    best = Math.Min(best, distances[i - 2, j - 2] + 1);
                distances[i, j] = best;
            }
        }

        return distances[from.Length, to.Length];
    }

    private static string Plain(TypeRef type) => type.FullName.Replace("global::", "");
}
