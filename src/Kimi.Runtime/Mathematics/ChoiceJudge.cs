using System.Text.RegularExpressions;
using Kimi.Dsl;
using Kimi.Runtime.Mathematics.Arithmetic;
using Kimi.Runtime.Mathematics.Equivalence;
using Kimi.Runtime.Mathematics.Extraction;

namespace Kimi.Runtime.Mathematics;

/// <summary>
/// Judges whether a response chooses the right one of several answers: by its letter, as <c>C</c>, <c>(C)</c> or <c>C. 12 cm</c>, or by what it says. A
/// response that chooses none is wrong.
/// </summary>
/// <remarks>
/// Where an answer is neither, it chooses the one letter that stands in brackets in it, as in the programs of MathVista and MMMU, or at its end, as in those of
/// MMMU and MATH-Vision, or the one choice whose text is in a sentence, as in that of MMMU. Where there are two, those programs differ, and it chooses none.
/// </remarks>
/// <param name="rules">How the answer is found in the response.</param>
internal sealed partial class ChoiceJudge(ExtractionRules rules)
{
    // MMMU's program looks for the texts of choices in responses of more words.
    private const int WordsOfBriefResponse = 5;

    private readonly AnswerExtraction _extraction = new(rules);

    /// <summary>Whether a text is the letter of a choice.</summary>
    /// <param name="choices">The choices.</param>
    /// <param name="letter">The text.</param>
    public static bool IsLetter(ValueList<string> choices, string letter) => letter is [var only] && only - 'A' >= 0 && only - 'A' < choices.Count;

    /// <summary>Judges a response.</summary>
    /// <param name="choices">The answers to choose from.</param>
    /// <param name="letter">The letter of the right one.</param>
    /// <param name="response">The response.</param>
    public Verdict Judge(ValueList<string> choices, string letter, string response)
    {
        if (_extraction.Find(response) is not var (rule, answer))
            return new Verdict.Scored(0, "no answer");
        try
        {
            var chosen = Chosen(choices, answer.Text) ?? Named(choices, Plain(answer.Text))
                ?? (Plain(response).Count(' ') >= WordsOfBriefResponse ? Said(choices, Plain(answer.Text)) : null);
            return new Verdict.Scored(chosen == letter ? 1 : 0, $"{ExtractionRules.NameOf(rule)}, {(chosen is null ? "none of the choices" : "a choice")}")
            {
                Answer = chosen ?? ExpressionText.Words(answer.Text),
            };
        }
        catch (BudgetExceededException exception)
        {
            return new Verdict.Unscorable($"'{answer.Text}' against the choices: {exception.Message}");
        }
    }

    private static string? Chosen(ValueList<string> choices, string answer)
    {
        var text = Plain(answer);
        if (Letter().Match(text) is { Success: true } match)
        {
            var letter = match.Groups.Values.Skip(1).First(group => group.Success).Value.ToUpperInvariant();
            if (IsLetter(choices, letter))
                return letter;
        }

        var place = IndexOf(choices, choice => Plain(choice).Equals(text, StringComparison.OrdinalIgnoreCase));
        if (place < 0)
            place = IndexOf(choices, choice => IsSame(AnswerReading.Of(choice), AnswerReading.Of(answer)));
        return place >= 0 ? LetterOf(place) : null;
    }

    private static string? Named(ValueList<string> choices, string answer) => Only(
        Mention().Matches(answer)
            .Select(match => match.Groups.Values.Skip(1).First(group => group.Success).Value)
            .Where(letter => IsLetter(choices, letter)));

    private static string? Said(ValueList<string> choices, string answer) =>
        Only(choices.Index().Where(choice => HasWords(answer, Plain(choice.Item))).Select(choice => LetterOf(choice.Index)));

    private static bool HasWords(string answer, string words) =>
        words.Length > 0 && Regex.IsMatch(answer, $@"(?<!\w){Regex.Escape(words)}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static string? Only(IEnumerable<string> letters) => letters.Distinct().ToList() is [var only] ? only : null;

    private static string LetterOf(int place) => $"{(char)('A' + place)}";

    private static int IndexOf(ValueList<string> choices, Predicate<string> isMeant) => choices.ToList().FindIndex(isMeant);

    private static bool IsSame(AnswerReading choice, AnswerReading answer) =>
        choice.Readings is [var first, ..] && answer.Readings is [var second, ..]
        && new AnswerEquivalence(new(Budget.Default)).Compare(first, second) == Equality.Equal;

    // Without signs of formulas and fonts, and what ends a sentence.
    private static string Plain(string text) =>
        string.Join(' ', Font().Replace(text.Replace("$", "", StringComparison.Ordinal), "$1").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .TrimEnd('.', ',', ';');

    [GeneratedRegex(@"^\(?([A-Za-z])\)?[.:]?$|^\(([A-Za-z])\) ?\S|^([A-Z])[.:)] ?\S")]
    private static partial Regex Letter();

    // Behind a number, a letter at the end is a unit.
    [GeneratedRegex(@"\(([A-Z])\)|\b[Oo]ption ([A-Z])\b|(?<=\D )([A-Z])$")]
    private static partial Regex Mention();

    [GeneratedRegex(@"\\(?:text|textbf|textit|mathbf|mathrm|mathit|rm|bf)\s*\{([^{}]*)\}")]
    private static partial Regex Font();
}
