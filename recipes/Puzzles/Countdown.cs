using System.Globalization;

namespace Kimi.Recipes.Puzzles;

/// <summary>Three numbers, each to be used once, and a target to reach by +, - and *: <c>C354:19=</c>, which 3*5+4 answers. Ordinary arithmetic, not modulo
/// 10.</summary>
/// <param name="Numbers">The numbers, from 1 to 9.</param>
/// <param name="Target">The target.</param>
public sealed record Countdown(IReadOnlyList<int> Numbers, int Target)
{
    /// <summary>What a countdown begins with.</summary>
    public const char Letter = 'C';

    private const string Signs = "+-*";

    /// <summary>The puzzle as a policy is asked it.</summary>
    public string Prompt => string.Create(CultureInfo.InvariantCulture, $"{Letter}{string.Concat(Numbers)}:{Target}=");

    /// <summary>Ways to combine the numbers, (a ∘ b) ∘ c without parentheses, whose intermediate results stay between 0 and a limit.</summary>
    public IReadOnlyList<Attempt> Attempts =>
    [
        .. from first in Enumerable.Range(0, 3)
           from second in Enumerable.Range(0, 3)
           where second != first
           from sign1 in Signs
           where sign1 == '-' || first < second
           from sign2 in "+-"
           let attempt = new Attempt(Numbers[first], sign1, Numbers[second], sign2, Numbers[3 - first - second])
           where attempt.Inner >= 0 && attempt.Value >= 0
           select attempt,
    ];

    /// <summary>Makes one that has a solution.</summary>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="largest">The largest number.</param>
    public static Countdown Random(Random random, int largest)
    {
        ArgumentNullException.ThrowIfNull(random);
        var countdown = new Countdown([.. Enumerable.Range(0, 3).Select(_ => random.Next(1, largest + 1))], 0);
        var attempts = countdown.Attempts;
        return countdown with { Target = attempts[random.Next(attempts.Count)].Value };
    }

    /// <summary>Reads a countdown as <see cref="Prompt"/> writes it.</summary>
    /// <param name="prompt">Such as <c>C354:19=</c>.</param>
    public static Countdown Parse(string prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return new([.. prompt[1..4].Select(digit => digit - '0')], int.Parse(prompt.AsSpan()[5..^1], CultureInfo.InvariantCulture));
    }

    /// <summary>Whether an expression uses each number once and reaches the target.</summary>
    /// <param name="expression">Such as <c>3*5+4</c> or <c>4+5*3</c>; parentheses are allowed.</param>
    public bool IsSolvedBy(string expression) =>
        Expression.TryEvaluate(expression, out var value, out var used) && value == Target && used.Order().SequenceEqual(Numbers.Order());

    /// <summary>One way to combine the numbers.</summary>
    public sealed record Attempt(int A, char Sign1, int B, char Sign2, int C)
    {
        /// <summary>The result of the first two.</summary>
        public int Inner => Apply(A, Sign1, B);

        /// <summary>The result of all three.</summary>
        public int Value => Apply(Inner, Sign2, C);

        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{A}{Sign1}{B}{Sign2}{C}");
    }

    /// <summary>Ordinary arithmetic.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="sign">+, - or *.</param>
    /// <param name="right">The right operand.</param>
    public static int Apply(int left, char sign, int right) => sign switch
    {
        '+' => left + right,
        '-' => left - right,
        _ => left * right,
    };
}
