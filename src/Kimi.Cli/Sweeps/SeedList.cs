using System.Globalization;
using Kimi.Dsl;

namespace Kimi.Cli.Sweeps;

/// <summary>Reads the seeds of a sweep: <c>1,2,3</c>, or <c>1..5</c>, or both.</summary>
internal static class SeedList
{
    private const int MostSeeds = 10_000;

    /// <summary>The seeds, in their order.</summary>
    /// <param name="text">The list.</param>
    /// <exception cref="KimiException">It is not a list of seeds, or has one twice.</exception>
    public static IReadOnlyList<int> Parse(string text)
    {
        var seeds = text.Split(',').SelectMany(part => Range(part.Trim(), text)).ToList();
        if (seeds.Distinct().Count() < seeds.Count)
            throw new KimiException($"--seeds {text} has a seed twice: name each once");
        return seeds;
    }

    private static IEnumerable<int> Range(string part, string text)
    {
        int[] ends = [.. part.Split("..")
            .Select(end => int.TryParse(end, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed) ? seed : throw NotSeeds(text))];
        return ends switch
        {
            [var one] => [one],
            [var first, var last] when first <= last && (long)last - first < MostSeeds => Enumerable.Range(first, last - first + 1),
            _ => throw NotSeeds(text),
        };
    }

    private static KimiException NotSeeds(string text) => new($"--seeds {text} is not a list of whole numbers: write one such as 1,2,3 or 1..3");
}
