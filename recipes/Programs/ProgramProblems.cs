using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Kimi.Dsl;

namespace Kimi.Recipes.Programs;

/// <summary>
/// Small programs to write: <c>x+3*y=</c> describes what is done to x, from left to right, as a pocket calculator does it. A problem's level is its number of
/// operations, and its tests are hidden inputs.
/// </summary>
public sealed class ProgramProblemsAttribute : ProblemsAttribute<ProgramProblems>
{
    /// <summary>The language of the programs, Postfix or Python. Default: Postfix.</summary>
    public ProgramLanguage Language { get; set; }

    /// <summary>The fewest operations. Default: 2.</summary>
    [Range(1, 20)]
    public int MinOperations { get; set; } = 2;

    /// <summary>The most operations. Default: 4.</summary>
    [Range(1, 20)]
    public int MaxOperations { get; set; } = 4;
}

/// <summary>Makes the problems.</summary>
/// <param name="options">The language and the number of operations.</param>
[ImplementationVersion(1)]
public sealed class ProgramProblems(ProgramProblemsAttribute options) : IProblemSource<CodeProblem>
{
    private const int Tests = 6;
    private const int Largest = 20;

    /// <inheritdoc/>
    public IEnumerable<CodeProblem> Problems(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
        {
            var calculation = Calculation.Random(random, random.Next(options.MinOperations, options.MaxOperations + 1));
            var inputs = Enumerable.Range(0, Tests).Select(_ => (X: Number(random), Y: Number(random))).ToList();
            yield return new()
            {
                Id = calculation.ToString(),
                Prompt = calculation.ToString(),
                Level = calculation.Operations.Count,
                Tags = ["calculation"],
                Language = options.Language,
                Tests = options.Language == ProgramLanguage.Python
                    ? new CodeTests.Calls("f", [.. inputs.Select(input => new CallTest($"[{input.X},{input.Y}]", Text(calculation.Result(input.X, input.Y))))])
                    : new CodeTests.Streams([.. inputs.Select(input => new StreamTest($"{input.X} {input.Y}", Text(calculation.Result(input.X, input.Y))))]),
            };
        }
    }

    private static long Number(Random random) => random.Next(-Largest, Largest + 1);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
