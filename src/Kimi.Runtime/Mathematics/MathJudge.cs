using Kimi.Dsl;
using Kimi.Runtime.Mathematics.Arithmetic;
using Kimi.Runtime.Mathematics.Equivalence;
using Kimi.Runtime.Mathematics.Extraction;
using Kimi.Runtime.Mathematics.Syntax;

namespace Kimi.Runtime.Mathematics;

/// <summary>
/// Judges whether a response ends with the reference answer in any equivalent form (paper 2.3.5). What cannot be decided within the budget is unscorable: never
/// right and never wrong.
/// </summary>
/// <param name="rules">How the answer is found in the response.</param>
/// <param name="steps">What one verdict may take, in operations on machine words.</param>
internal sealed class MathJudge(ExtractionRules rules, long steps = Budget.Default)
{
    private readonly AnswerExtraction _extraction = new(rules);

    /// <summary>Reads a reference answer.</summary>
    /// <param name="reference">The answer, or a text that ends with it.</param>
    /// <exception cref="FormatException">It has none, or one that cannot be read.</exception>
    public AnswerReading Read(string reference) =>
        _extraction.Find(reference, isReference: true) is not var (_, answer) ? throw new FormatException("there is no answer")
        : answer.Failure is { } failure
            ? throw new FormatException($"the answer '{Short(answer.Text)}' cannot be read: {failure}{HintFor(answer.Text)}")
        : answer;

    // Words that have signs, such as A+.
    private static string HintFor(string answer) =>
        answer.Any(char.IsLetter) && !answer.Contains('\\', StringComparison.Ordinal) ? @"; where it is words, write them as \text{…}" : "";

    /// <summary>Judges a response.</summary>
    /// <param name="reference">The reference answer.</param>
    /// <param name="response">The response.</param>
    /// <param name="decimals">To how many decimals numbers are the same; null where they must be.</param>
    public Verdict Judge(AnswerReading reference, string response, int? decimals = null)
    {
        if (_extraction.Find(response) is not var (rule, answer))
            return new Verdict.Scored(0, "no answer");
        var name = ExtractionRules.NameOf(rule);
        var budget = new Budget(steps);
        try
        {
            if (IsSameText(reference.Text, answer.Text))
                return Scored(1, name, reference);
            if (answer.Failure is not null)
                return AsWords(reference, answer, name + ", as text");
            if (decimals is { } digits && Rounded(reference, digits, budget) is { } expected && Rounded(answer, digits, budget) == expected)
                return Scored(1, $"{name}, to {digits} decimals", reference);
            return Compare(reference, answer, new(budget)) switch
            {
                Equality.Equal => Scored(1, name, reference),
                Equality.Different => Scored(0, name, answer),
                _ => new Verdict.Unscorable($"'{Short(answer.Text)}' has no value that can be compared with '{Short(reference.Text)}'"),
            };
        }
        catch (BudgetExceededException exception)
        {
            return new Verdict.Unscorable($"'{Short(answer.Text)}' against '{Short(reference.Text)}': {exception.Message}");
        }
    }

    // Any reading of one may be meant, and any of the other.
    private static Equality Compare(AnswerReading left, AnswerReading right, AnswerEquivalence equivalence)
    {
        var total = Equality.Different;
        foreach (var (first, second) in left.Readings.SelectMany(first => right.Readings.Select(second => (first, second))))
        {
            var equality = equivalence.Compare(first, second);
            if (equality == Equality.Equal)
                return equality;
            total = equality == Equality.Undecided ? equality : total;
        }

        return total;
    }

    // Null for what is no single number. A unit, a percent sign and degrees say what is counted.
    private static double? Rounded(AnswerReading reading, int decimals, Budget budget)
    {
        if (reading.Readings is not [var first, ..])
            return null;
        var counted = first switch
        {
            Expression.Quantity quantity => quantity.Value,
            Expression.Percent percent => percent.Value,
            Expression.Degrees degrees => degrees.Value,
            _ => first,
        };
        var value = Tree.IsScalar(counted) && !Tree.Symbols(counted).Any() ? new NumericValue(_ => double.NaN, budget).Of(counted) : double.NaN;
        return double.IsFinite(value.Real) && value.Imaginary == 0 ? Math.Round(value.Real, decimals) : null;
    }

    private static Verdict.Scored AsWords(AnswerReading reference, AnswerReading answer, string rule)
    {
        var words = ExpressionText.Words(answer.Text);
        return new(reference.Readings[0] is Expression.Text text && ExpressionText.Of(text) == words ? 1 : 0, rule) { Answer = words };
    }

    private static bool IsSameText(string left, string right) => Collapsed(left) == Collapsed(right);

    private static string Collapsed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Verdict.Scored Scored(double value, string rule, AnswerReading answer) =>
        new(value, rule) { Answer = answer.Readings is [var reading, ..] ? ExpressionText.Of(reading) : ExpressionText.Words(answer.Text) };

    private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
