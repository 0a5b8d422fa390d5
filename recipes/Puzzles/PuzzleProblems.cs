using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Puzzles;

/// <summary>Puzzles of four kinds, each with its own tag: chains, sums, sequences, and countdowns. A problem's level is its number of steps; a countdown's is
/// that of a search.</summary>
public sealed class PuzzleProblemsAttribute : ProblemsAttribute<PuzzleProblems>
{
    /// <summary>The most operations of a chain, and one less than the most digits of a sum. Default: 6.</summary>
    [Range(2, 20)]
    [DefaultValue(6)]
    public int MaxOperations { get; set; } = 6;

    /// <summary>The largest number of a countdown. Default: 5.</summary>
    [Range(2, 9)]
    [DefaultValue(5)]
    public int LargestNumber { get; set; } = 5;

    /// <summary>How many out of ten problems are countdowns. Default: 2.</summary>
    [Range(0, 10)]
    [DefaultValue(2)]
    public int CountdownsInTen { get; set; } = 2;
}

/// <summary>Makes puzzles.</summary>
/// <param name="options">How hard they are.</param>
[ImplementationVersion(1)]
public sealed class PuzzleProblems(PuzzleProblemsAttribute options) : IProblemSource<MathProblem>
{
    private const int FewestOperations = 2;

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
            yield return random.Next(10) < options.CountdownsInTen ? Problem(Countdown.Random(random, options.LargestNumber)) : Problem(Stepwise(random));
    }

    private Puzzle Stepwise(Random random)
    {
        var operations = random.Next(FewestOperations, options.MaxOperations + 1);
        return random.Next(4) switch
        {
            0 => new SumPuzzle(Digits(operations + 1)),
            1 when random.Next(3) is var kind => kind switch
            {
                0 => new SequencePuzzle(SequencePuzzle.Linear, Digits(2)),
                1 => new SequencePuzzle(SequencePuzzle.Fibonacci, Digits(2)),
                _ => new SequencePuzzle(SequencePuzzle.Quadratic, Digits(3)),
            },
            _ => new ChainPuzzle(Chain.Random(random, operations).ToString()),
        };

        string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => random.Next(Chain.Modulus)));
    }

    private static MathProblem Problem(Puzzle puzzle) => new()
    {
        Id = puzzle.Prompt,
        Prompt = puzzle.Prompt,
        Level = puzzle.Steps,
        Tags = [puzzle.Tag],
        Answer = puzzle.Answer,
    };

    // A search by trial takes two steps per try and as many tries as there are ways for each that works, up to the length of a long chain.
    private static MathProblem Problem(Countdown countdown)
    {
        var attempts = countdown.Attempts;
        var solutions = attempts.Where(attempt => attempt.Value == countdown.Target).ToList();
        return new()
        {
            Id = countdown.Prompt,
            Prompt = countdown.Prompt,
            Level = Math.Clamp((2 * attempts.Count / solutions.Count) / 4, FewestOperations, 8),
            Tags = ["countdown"],
            Answer = solutions[0].ToString(),
            Solution = string.Create(CultureInfo.InvariantCulture, $"{solutions.Count} of {attempts.Count} ways"),
        };
    }
}
