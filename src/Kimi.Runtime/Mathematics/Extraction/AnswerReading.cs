using System.Text.RegularExpressions;
using Kimi.Runtime.Mathematics.Syntax;

namespace Kimi.Runtime.Mathematics.Extraction;

/// <summary>An answer's text and what it may say: nothing where it cannot be read, and two things where a comma may be a decimal one.</summary>
/// <param name="Text">The text.</param>
/// <param name="Readings">What it may say; the first is the likeliest.</param>
/// <param name="Failure">Why it cannot be read; null where it can.</param>
internal sealed partial record AnswerReading(string Text, IReadOnlyList<Expression> Readings, string? Failure)
{
    /// <summary>Reads an answer.</summary>
    /// <param name="text">The text.</param>
    public static AnswerReading Of(string text)
    {
        var reading = Parse(text, commaIsDecimal: false, out var failure);
        var other = DecimalComma().Count(text) == 1 ? Parse(text, commaIsDecimal: true, out _) : null;
        return new(text, [.. new[] { reading, other }.OfType<Expression>()], reading is null && other is null ? failure : null);
    }

    /// <summary>Reads a reference answer: a sentence that is no formula is words.</summary>
    /// <param name="text">The text.</param>
    public static AnswerReading OfReference(string text) =>
        Of(text) is { Failure: not null } failed && failed.WordsOf() > 1 && !HasFormula(text) ? new(text, [new Expression.Text(text)], null) : Of(text);

    /// <summary>Whether it is read as mathematics: not as words, apart from units and names.</summary>
    public bool IsMathematics => Readings is [var first, ..] && IsWithoutWords(first) && WordsOf() < 2;

    /// <summary>Whether it was meant as a formula and is none, such as <c>\frac{1</c> or <c>x =</c>: it has no words, or one in LaTeX.</summary>
    public bool IsBrokenFormula => Failure is not null && WordsOf() < (HasFormula(Text) ? 2 : 1);

    private static Expression? Parse(string text, bool commaIsDecimal, out string? failure)
    {
        failure = null;
        try
        {
            return AnswerParser.Parse(text, commaIsDecimal);
        }
        catch (MathSyntaxException exception)
        {
            failure = exception.Message;
            return null;
        }
    }

    private static bool IsWithoutWords(Expression expression) => expression switch
    {
        Expression.Text => false,
        Expression.Set set => set.Items.All(IsWithoutWords),
        Expression.Relation { Members: [Expression.Text, ..] } named => named.Members.Skip(1).All(IsWithoutWords),
        _ => !Tree.Any(expression, part => part is Expression.Text),
    };

    private static bool HasFormula(string text) => text.AsSpan().IndexOfAny('\\', '$') >= 0;

    // Several words in plain text are a sentence, even where its letters could be variables.
    private int WordsOf() => PlainWord().Matches(Commands().Replace(Text, " ")).Count(word =>
        !LatexCommands.IsKnown(word.Value) && !Units.IsName(word.Value)
        && word.Value.ToUpperInvariant() is not ("AND" or "OR" or "SQRT" or "PI" or "INFINITY"));

    // A single comma between digits that do not look like thousands.
    [GeneratedRegex(@"(?<![\d,.])\d+,(?:\d{1,2}|\d{4,})(?![\d,])")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"\\(?:begin|end)\s*\{[^{}]*\}|\\[A-Za-z]+|_\{[^{}]*\}|\{[^{}]*[ ][^{}]*\}")]
    private static partial Regex Commands();

    [GeneratedRegex("(?<![A-Za-z])[A-Za-z][a-z]+(?![A-Za-z(])")]
    private static partial Regex PlainWord();
}
