using System.Text.RegularExpressions;
using Kimi.Runtime.Mathematics.Syntax;

namespace Kimi.Runtime.Mathematics.Extraction;

/// <summary>Finds the answer within a sentence: the whole of it, its last formulas, or its last number.</summary>
internal static partial class SentenceAnswer
{
    private const int MostCharacters = 2_000;
    private const int MostWords = 8;

    /// <summary>The answer; null where the sentence has none.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="isReference">
    /// Whether a formula that cannot be read is kept as such, since a number in it is not what it says, and a sentence may also be repeated as it is.
    /// </param>
    /// <param name="mayBeWords">Whether words are an answer where there is no number.</param>
    /// <param name="hasReasons">Whether the answer comes first, and what follows "because" or "which" is about it.</param>
    public static AnswerReading? Find(string sentence, bool isReference, bool mayBeWords, bool hasReasons = true)
    {
        var text = Emphasis().Replace(sentence, "").Trim();
        text = Dollar().Count(text) == 1 ? Dollar().Replace(text, @"\$$") : text;
        text = text.Length > MostCharacters ? text[^MostCharacters..] : text;
        if (text.Length == 0)
            return null;
        var whole = AnswerReading.Of(WithoutDelimiters(text));
        if (IsDecided(whole) && !IsIntroduced(text))
            return whole;
        var tail = Tail(text, hasReasons);
        if (AnswerReading.Of(WithoutDelimiters(tail)) is var said && IsDecided(said) && !IsIntroduced(tail))
            return said;
        if ((OfFormulas(tail) ?? OfNumbers(tail) ?? OfFormulas(text) ?? OfNumbers(text)) is { } found)
            return isReference ? found with { Readings = [.. found.Readings, new Expression.Text(whole.Text)] } : found;
        if (!mayBeWords)
            return null;
        var words = tail.Split(' ').Length <= MostWords ? said : whole;
        return isReference ? AnswerReading.OfReference(words.Text) : words;

        bool IsDecided(AnswerReading answer) => answer.IsMathematics || (isReference && answer.IsBrokenFormula);
    }

    // Words before the first formula are no part of it: Then $x = 5$.
    private static bool IsIntroduced(string text) => Formula().Match(text) is { Success: true } first && Word().IsMatch(text[..first.Index]);

    private static AnswerReading? OfNumbers(string text) =>
        Numbers().Matches(text).LastOrDefault() is { } number ? AnswerReading.Of(number.Value.Trim()) : null;

    // The last formula, with those before it that "and" or a comma joins, and with the unit after it.
    private static AnswerReading? OfFormulas(string text)
    {
        var formulas = Formula().Matches(text);
        if (formulas.Count == 0)
            return null;
        var first = formulas.Count - 1;
        while (first > 0 && Joint().IsMatch(text[(formulas[first - 1].Index + formulas[first - 1].Length)..formulas[first].Index]))
            first--;
        var end = formulas[^1].Index + formulas[^1].Length;
        var withUnit = AnswerReading.Of(WithoutDelimiters(text[formulas[first].Index..]));
        return withUnit.IsMathematics ? withUnit : AnswerReading.Of(WithoutDelimiters(text[formulas[first].Index..end]));
    }

    // What is said to be so, up to the reasons for it.
    private static string Tail(string text, bool hasReasons)
    {
        var formulas = Formula().Matches(text);
        var end = hasReasons && Outside(Reason()).FirstOrDefault() is { } reason ? reason.Index : text.Length;
        var start = Outside(Verb()).LastOrDefault(verb => verb.Index < end) is { } last ? last.Index + last.Length : 0;
        return text[start..end].Trim() is { Length: > 0 } tail ? tail : text[..end].Trim();

        IEnumerable<Match> Outside(Regex pattern) => pattern.Matches(text).Where(match =>
            !formulas.Any(formula => formula.Index < match.Index && match.Index < formula.Index + formula.Length));
    }

    private static string WithoutDelimiters(string text) => Delimiters().Replace(text, " ").Trim();

    [GeneratedRegex(@"\*\*|__|`|<\|[^|]*\|>")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"(?<![\\A-Za-z])[A-Za-z]{2,}")]
    private static partial Regex Word();

    // Alone it is a currency, and no delimiter.
    [GeneratedRegex(@"(?<!\\)\$")]
    private static partial Regex Dollar();

    [GeneratedRegex(@"\$\$.+?\$\$|(?<!\\)\$.+?(?<!\\)\$|\\\(.+?\\\)|\\\[.+?\\\]", RegexOptions.Singleline)]
    private static partial Regex Formula();

    [GeneratedRegex(@"(?<!\\)\$+|\\\(|\\\)|\\\[|(?<!\\)\\\]")]
    private static partial Regex Delimiters();

    [GeneratedRegex(@"^[\s,;]*(?:,|;|and|or)[\s]*(?:and|or)?[\s]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Joint();

    [GeneratedRegex(@"\b(?:because|since|which|as|so)\b|\.\s", RegexOptions.IgnoreCase)]
    private static partial Regex Reason();

    [GeneratedRegex(@"\b(?:is|are|be|equals)\b|=|:\s", RegexOptions.IgnoreCase)]
    private static partial Regex Verb();

    [GeneratedRegex(@"(?<![\w.])[-−]?[$€£]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+,\d+(?!\d)|\d*\.\d+|\d+(?:\s?/\s?\d+)?)\s?(?:%|percent|pct|°)?")]
    private static partial Regex Numbers();
}
