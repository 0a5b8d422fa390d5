using System.Globalization;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Puzzles;

/// <summary>Does one step of arithmetic, or lets a teacher do it, who writes it down and may slip.</summary>
/// <param name="left">The left operand.</param>
/// <param name="sign">+, - or *.</param>
/// <param name="right">The right operand.</param>
/// <returns>Its outcome.</returns>
public delegate int Computation(int left, char sign, int right);

/// <summary>A puzzle whose steps follow from each other, modulo 10. Its answer is its last two results, as digits, so that a guess is right once in a
/// hundred.</summary>
public abstract record Puzzle
{
    /// <summary>The puzzle as a policy is asked it.</summary>
    public abstract string Prompt { get; }

    /// <summary>What kind of puzzle it is.</summary>
    public abstract string Tag { get; }

    /// <summary>How many steps it takes.</summary>
    public int Steps
    {
        get
        {
            var steps = 0;
            _ = Solve((left, sign, right) => (++steps, Chain.Apply(left, sign, right)).Item2);
            return steps;
        }
    }

    /// <summary>The right answer.</summary>
    public string Answer => Solve(Chain.Apply);

    /// <summary>The answer that follows from the steps as the given function does them.</summary>
    /// <param name="compute">Does a step.</param>
    public abstract string Solve(Computation compute);

    /// <summary>Reads a puzzle as <see cref="Prompt"/> writes it.</summary>
    /// <param name="prompt">Such as <c>7+5-3=</c>, <c>S3174=</c> or <c>A258=</c>.</param>
    public static Puzzle Parse(string prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return prompt[0] switch
        {
            SumPuzzle.Letter => new SumPuzzle(prompt[1..^1]),
            SequencePuzzle.Linear or SequencePuzzle.Quadratic or SequencePuzzle.Fibonacci => new SequencePuzzle(prompt[0], prompt[1..^1]),
            _ => new ChainPuzzle(prompt),
        };
    }

    /// <summary>The last two results as digits.</summary>
    protected static string Digits(int last, int beforeLast) => string.Create(CultureInfo.InvariantCulture, $"{beforeLast}{last}");
}

/// <summary>A chain of operations from left to right: <c>7+5-3*4=</c>.</summary>
/// <param name="Text">The chain.</param>
public sealed record ChainPuzzle(string Text) : Puzzle
{
    /// <inheritdoc/>
    public override string Prompt => Text;

    /// <inheritdoc/>
    public override string Tag => "chain";

    /// <inheritdoc/>
    public override string Solve(Computation compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        var chain = Chain.Parse(Text);
        var (value, before) = (chain.Start, 0);
        foreach (var (sign, operand) in chain.Operations)
            (value, before) = (compute(value, sign, operand), value);
        return Digits(value, before);
    }
}

/// <summary>The sum of digits: <c>S3174=</c>.</summary>
/// <param name="Summands">The digits.</param>
public sealed record SumPuzzle(string Summands) : Puzzle
{
    /// <summary>What a sum begins with.</summary>
    public const char Letter = 'S';

    /// <inheritdoc/>
    public override string Prompt => $"{Letter}{Summands}=";

    /// <inheritdoc/>
    public override string Tag => "sum";

    /// <inheritdoc/>
    public override string Solve(Computation compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        var (value, before) = (Summands[0] - '0', 0);
        foreach (var digit in Summands[1..])
            (value, before) = (compute(value, '+', digit - '0'), value);
        return Digits(value, before);
    }
}

/// <summary>The next two digits of a sequence, whose letter tells how it grows: <c>A258=</c>.</summary>
/// <param name="Letter">How it grows.</param>
/// <param name="Terms">Its first digits.</param>
public sealed record SequencePuzzle(char Letter, string Terms) : Puzzle
{
    /// <summary>By the same difference each time; two terms are given.</summary>
    public const char Linear = 'A';

    /// <summary>By differences that grow by the same each time; three terms are given.</summary>
    public const char Quadratic = 'B';

    /// <summary>Each term is the sum of the two before it; two terms are given.</summary>
    public const char Fibonacci = 'F';

    /// <inheritdoc/>
    public override string Prompt => $"{Letter}{Terms}=";

    /// <inheritdoc/>
    public override string Tag => "sequence";

    /// <inheritdoc/>
    public override string Solve(Computation compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        int[] terms = [.. Terms.Select(digit => digit - '0')];
        if (Letter == Fibonacci)
        {
            var sum = compute(terms[0], '+', terms[1]);
            return Digits(compute(terms[1], '+', sum), sum);
        }

        var difference = compute(terms[^1], '-', terms[^2]);
        var growth = Letter == Quadratic ? compute(difference, '-', compute(terms[^2], '-', terms[^3])) : 0;
        var next = compute(terms[^1], '+', Grown());
        return Digits(compute(next, '+', Grown()), next);

        int Grown() => growth == 0 ? difference : difference = compute(difference, '+', growth);
    }
}
