using System.Globalization;
using System.Text.RegularExpressions;

namespace Kimi.Shared.Declarations;

/// <summary>
/// What an option demands of its values: the attributes of <c>System.ComponentModel.DataAnnotations</c>, and those of the language that derive from them.
/// </summary>
internal abstract record OptionConstraint
{
    /// <summary>The id and sentence for a value that is not allowed; null for one that is.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="value">The value.</param>
    public abstract (string Id, string Sentence)? Check(string option, OptionValue value);
}

/// <summary>A number within bounds.</summary>
internal record RangeConstraint(double Minimum, double Maximum, bool MinimumIsExclusive = false, bool MaximumIsExclusive = false) : OptionConstraint
{
    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value) => value.Number is not { } number || IsWithin(number)
        ? null
        : (Ids.OptionValue, OptionSentences.OutOfRange(option, value.Text, Written(Minimum), Written(Maximum), MinimumIsExclusive, MaximumIsExclusive));

    /// <summary>The nearest number that is allowed, or null when a bound is excluded.</summary>
    public double? Nearest(double number) =>
        number < Minimum && !MinimumIsExclusive ? Minimum
        : number > Maximum && !MaximumIsExclusive ? Maximum
        : null;

    /// <summary>Whether a number lies within the bounds. Written so that NaN does not.</summary>
    public bool IsWithin(double number) =>
        (MinimumIsExclusive ? number > Minimum : number >= Minimum) && (MaximumIsExclusive ? number < Maximum : number <= Maximum);

    /// <summary>A bound as a message writes it.</summary>
    public static string Written(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>How many responses are compared with each other.</summary>
internal sealed record GroupSizeConstraint() : RangeConstraint(2, 10_000)
{
    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value) => value.Number < Minimum
        ? (Ids.GroupSize,
            $"{option} is {value.Text}, but a response is judged against the others of its group, so nothing is learned: sample at least 2")
        : base.Check(option, value);
}

/// <summary>The weight of a reward or penalty.</summary>
internal sealed record WeightConstraint(double Most) : RangeConstraint(0, Most)
{
    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value) => value.Number < 0
        ? (Ids.NegativeWeight, $"{option} is {value.Text}, which turns a reward into a punishment and a penalty into a bonus: give it a weight above 0")
        : base.Check(option, value);
}

/// <summary>A text or list of a length within bounds.</summary>
internal sealed record LengthConstraint(int Minimum, int Maximum) : OptionConstraint
{
    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value) =>
        value.Length < Minimum ? (Ids.OptionValue, OptionSentences.TooShort(option, value.Text, Minimum))
        : value.Length > Maximum ? (Ids.OptionValue, OptionSentences.TooLong(option, value.Text, Maximum))
        : null;
}

/// <summary>One of a set of values, or none of a set; they are compared as messages write them.</summary>
internal sealed record ValuesConstraint(IReadOnlyList<string> Texts, bool AreAllowed) : OptionConstraint
{
    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value) =>
        Texts.Contains(value.Text) == AreAllowed ? null
        : AreAllowed ? (Ids.OptionValue, OptionSentences.NotAllowed(option, value.Text, Words.List(Texts, "and")))
        : (Ids.OptionValue, OptionSentences.Denied(option, value.Text));
}

/// <summary>A text of a given form.</summary>
internal sealed record PatternConstraint(string Pattern) : OptionConstraint
{
    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value)
    {
        // As RegularExpressionAttribute does: the whole text matches, and an empty one always does.
        return value.Length is null or 0 || value.Texts.All(Matches) ? null : (Ids.OptionValue, OptionSentences.NoMatch(option, value.Text, Pattern));
    }

    // An invalid pattern, or one that takes too long, says nothing about the text.
    private bool Matches(string text)
    {
        try
        {
            var match = Regex.Match(text, Pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
            return match.Success && match.Index == 0 && match.Length == text.Length;
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            return true;
        }
    }
}
