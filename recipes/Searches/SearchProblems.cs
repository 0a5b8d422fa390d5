using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Kimi.Recipes.Searches;

/// <summary>What is asked about the first root, and so how often a guess is right.</summary>
public enum SearchQuestion
{
    /// <summary>The root: one guess in eleven is right.</summary>
    Root,

    /// <summary>Whether the root is odd: every second guess is right.</summary>
    Parity,
}

/// <summary>Searches for the first root of a quadratic modulo 11: <c>375@2=</c>. A problem's level is the number of tries that the search takes.</summary>
public sealed class SearchProblemsAttribute : ProblemsAttribute<SearchProblems>
{
    /// <summary>The most tries. Default: 7.</summary>
    [Range(1, RootSearch.Modulus)]
    public int MaxLevel { get; set; } = 7;

    /// <summary>How much rarer each level is than the one below it: level n has the weight Decay^(n − 1). Default: 1, all levels equally often.</summary>
    [Range(0.01, 1.0)]
    public double Decay { get; set; } = 1;

    /// <summary>What is asked. Default: the root.</summary>
    public SearchQuestion Question { get; set; }
}

/// <summary>Makes searches: coefficients and start are uniform among those of the level.</summary>
/// <param name="options">The levels, and what is asked.</param>
[ImplementationVersion(1)]
public sealed class SearchProblems(SearchProblemsAttribute options) : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        double[] weights = [.. Enumerable.Range(0, options.MaxLevel).Select(level => Math.Pow(options.Decay, level))];
        while (true)
        {
            var level = Draw(weights, random);
            RootSearch search;
            do
                search = RootSearch.Random(random);
            while (search.Level != level);
            yield return Problem(search, level);
        }
    }

    /// <summary>The answer to a question about a root.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="root">The root.</param>
    public static string AnswerOf(SearchQuestion question, int root) => $"{RootSearch.Digit(question == SearchQuestion.Root ? root : root % 2)}";

    private MathProblem Problem(RootSearch search, int level) => new()
    {
        Id = search.ToString(),
        Prompt = search.ToString(),
        Level = level,
        Tags = [$"{options.Question}"],
        Answer = AnswerOf(options.Question, search.Tries.First(found => found.IsRoot).Candidate),
    };

    private static int Draw(double[] weights, Random random)
    {
        var left = random.NextDouble() * weights.Sum();
        for (var level = 1; level < weights.Length; level++)
        {
            if ((left -= weights[level - 1]) < 0)
                return level;
        }

        return weights.Length;
    }
}
