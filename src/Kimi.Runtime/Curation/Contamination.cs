using System.Globalization;
using System.Text;
using Kimi.Dsl;

namespace Kimi.Runtime.Curation;

/// <summary>
/// Finds problems that evaluation sets contain (paper 2.1, which names no method): those that share n words in a row with an evaluation prompt, as is usual
/// since
/// GPT-3 (n = 13), and shorter ones that are the same.
/// </summary>
internal sealed class Contamination
{
    private const char Separator = ' ';

    private readonly int _words;
    private readonly HashSet<string> _contained = [];

    /// <summary>Reads the evaluation sets, in time linear in their length.</summary>
    /// <param name="evaluations">The evaluation sets.</param>
    /// <param name="words">How many words in a row must not be shared.</param>
    public Contamination(IEnumerable<PromptSet> evaluations, int words)
    {
        _words = words;
        foreach (var problem in evaluations.SelectMany(set => set))
            _contained.UnionWith(Spans(problem.Prompt.Text));
    }

    /// <summary>The words that a prompt shares with evaluation sets, or null if it shares none.</summary>
    public string? Find(string prompt) => Spans(prompt).FirstOrDefault(_contained.Contains);

    private IEnumerable<string> Spans(string prompt)
    {
        var words = Words(prompt);
        var spans = Math.Max(1, words.Count - _words + 1);
        return words.Count == 0 ? [] : Enumerable.Range(0, spans).Select(start => string.Join(Separator, words.Skip(start).Take(_words)));
    }

    /// <summary>The words of a text: runs of letters and digits in lower case, and single signs; what is equal but for case, white space and punctuation has
    /// the same.</summary>
    internal static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Select(OfOneWidth))
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune));
                continue;
            }

            EndWord();
            if (!IsPunctuation(rune))
                words.Add(rune.ToString());
        }

        EndWord();
        return words;

        void EndWord()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    // Full-width forms of ASCII, as Chinese texts have them. Unicode normalization would need ICU, which a team may not have.
    private static Rune OfOneWidth(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E ? new(rune.Value - 0xFF01 + '!') : rune;

    // Brackets, minus and other signs of formulas tell problems apart; commas do not.
    private static bool IsPunctuation(Rune rune) =>
        Rune.IsWhiteSpace(rune)
            || ".,;:!?'\"。、“”‘’…".Contains(rune.ToString(), StringComparison.Ordinal)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
}
