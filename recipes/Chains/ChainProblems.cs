using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Kimi.Dsl;

namespace Kimi.Recipes.Chains;

/// <summary>Chains of modular arithmetic, read from left to right: <c>7+5-3*4=</c>. A problem's level is its number of operations.</summary>
public sealed class ChainProblemsAttribute : ProblemsAttribute<ChainProblems>
{
    /// <summary>The fewest operations. Default: 2.</summary>
    [Range(2, 20)]
    public int MinOperations { get; set; } = 2;

    /// <summary>The most operations. Default: 6.</summary>
    [Range(2, 20)]
    public int MaxOperations { get; set; } = 6;
}

/// <summary>Makes chains. The answer is the last two results, as digits, so that one guess in a hundred is right.</summary>
/// <param name="options">The number of operations.</param>
[ImplementationVersion(1)]
public sealed class ChainProblems(ChainProblemsAttribute options) : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
            yield return Problem(Chain.Random(random, random.Next(options.MinOperations, options.MaxOperations + 1)));
    }

    private static MathProblem Problem(Chain chain) => new()
    {
        Id = chain.ToString(),
        Prompt = chain.ToString(),
        Level = chain.Operations.Count,
        Tags = ["modular-chain"],
        Answer = chain.Answer,
    };
}

/// <summary>A first digit and operations on it, each with a digit, modulo 10.</summary>
/// <param name="Start">The first digit.</param>
/// <param name="Operations">What follows, from left to right.</param>
public sealed record Chain(int Start, IReadOnlyList<(char Operator, int Operand)> Operations)
{
    /// <summary>Results are taken modulo this, so that each is a digit.</summary>
    public const int Modulus = 10;

    private const int AnswerResults = 2;
    private const string Operators = "+-*";

    /// <summary>The result after each operation.</summary>
    public IEnumerable<int> Results
    {
        get
        {
            var value = Start;
            foreach (var (sign, operand) in Operations)
                yield return value = Apply(value, sign, operand);
        }
    }

    /// <summary>The last two results, as digits.</summary>
    public string Answer => AnswerOf(Results);

    /// <summary>A random chain.</summary>
    /// <param name="random">Where the digits come from.</param>
    /// <param name="operations">How many operations it has.</param>
    public static Chain Random(Random random, int operations)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new(
            random.Next(Modulus),
            [.. Enumerable.Range(0, operations).Select(_ => (Operators[random.Next(Operators.Length)], random.Next(Modulus)))]);
    }

    /// <summary>Reads a chain as <see cref="ToString"/> writes it.</summary>
    /// <param name="text">Such as <c>7+5-3*4=</c>.</param>
    public static Chain Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text[0] - '0', [.. text[1..].TrimEnd('=').Chunk(2).Select(pair => (pair[0], pair[1] - '0'))]);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Start}{string.Concat(Operations.Select(operation => $"{operation.Operator}{operation.Operand}"))}=");

    /// <summary>The answer that follows from the results.</summary>
    /// <param name="results">The result after each operation.</param>
    public static string AnswerOf(IEnumerable<int> results) => string.Concat(results.TakeLast(AnswerResults));

    /// <summary>One operation.</summary>
    /// <param name="value">The digit before it.</param>
    /// <param name="sign">+, - or *.</param>
    /// <param name="operand">The digit it is applied to.</param>
    public static int Apply(int value, char sign, int operand) => sign switch
    {
        '+' => (value + operand) % Modulus,
        '-' => (value - operand + Modulus) % Modulus,
        _ => value * operand % Modulus,
    };
}
