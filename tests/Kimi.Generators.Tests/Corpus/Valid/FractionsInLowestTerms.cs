// Form: a struct of fractions with operators and a greatest common divisor; right but unreduced answers earn less
using System.Globalization;
using System.Numerics;
using Kimi.Dsl;

namespace Acme.Fractions;

[Recipe("fractions-in-lowest-terms")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class FractionsInLowestTerms
{
    [Problems<Sums>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Sums>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), MirrorDescent, Reward<Reduced>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<Reduced>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>A fraction in lowest terms.</summary>
public readonly record struct Fraction
{
    private Fraction(BigInteger numerator, BigInteger denominator) => (Numerator, Denominator) = (numerator, denominator);

    /// <summary>Above the line.</summary>
    public BigInteger Numerator { get; }

    /// <summary>Below it; positive.</summary>
    public BigInteger Denominator { get; }

    /// <summary>A fraction.</summary>
    public static Fraction Of(BigInteger numerator, BigInteger denominator)
    {
        ArgumentOutOfRangeException.ThrowIfZero(denominator);
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        return new(numerator / divisor, denominator / divisor);
    }

    /// <summary>The sum.</summary>
    public static Fraction operator +(Fraction left, Fraction right) =>
        Of((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    /// <inheritdoc/>
    public override string ToString() => Denominator.IsOne ? $"{Numerator}" : $"{Numerator}/{Denominator}";
}

/// <summary>Sums of fractions.</summary>
public sealed class Sums : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        for (var number = 0; ; number++)
        {
            var terms = Enumerable.Range(0, 2 + (number % 3)).Select(_ => Fraction.Of(random.Next(1, 30), random.Next(2, 30))).ToArray();
            var sum = terms.Aggregate((left, right) => left + right);
            var text = string.Join(" + ", terms);
            yield return new() { Id = text, Prompt = $"{text} = ?\nGive the sum in lowest terms after '='.", Answer = sum.ToString(), Level = terms.Length };
        }
    }
}

/// <summary>Reads what stands after the last equals sign.</summary>
public sealed class Reduced : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var written = rollout.Text[(rollout.Text.LastIndexOf('=') + 1)..].Trim();
        if (Parse(written) is not { } given || Parse(problem.Answer) is not { } expected || given != expected)
            return new(Verdict.Of(false));
        var isReduced = string.Equals(written, expected.ToString(), StringComparison.Ordinal);
        return new(new Verdict.Scored(isReduced ? 1 : 0.4, isReduced ? "reduced" : "not reduced") { Answer = given.ToString() });
    }

    private static Fraction? Parse(string text)
    {
        var parts = text.Split('/', 2, StringSplitOptions.TrimEntries);
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        if (!BigInteger.TryParse(parts[0], Whole, CultureInfo.InvariantCulture, out var numerator))
            return null;
        if (parts.Length == 1)
            return Fraction.Of(numerator, 1);
        return BigInteger.TryParse(parts[1], Whole, CultureInfo.InvariantCulture, out var denominator) && !denominator.IsZero
            ? Fraction.Of(numerator, denominator)
            : null;
    }
}
