using System.Globalization;
using Kimi.Dsl;

namespace Kimi.Runtime.Corpora;

/// <summary>Drops documents by simple statistics; the reason given is the first one that is out of bounds (paper B.1; the rules are Gopher's: Rae et al. 2021,
/// A.1.1).</summary>
/// <param name="options">The bounds.</param>
[ImplementationVersion(1)]
internal sealed class RuleFilter(RuleFilterAttribute options) : IRuleFilter
{
    public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context) =>
        [.. documents.Select(
            document => Fault(document.Text) is { } why ? (RefinedDocument)new RefinedDocument.Dropped(why) : new RefinedDocument.Kept(document))];

    /// <summary>What is wrong with a text, or null if nothing is.</summary>
    internal string? Fault(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < options.MinWords || (options.MaxWords > 0 && words.Length > options.MaxWords))
            return $"words: {words.Length}";
        var length = words.Length == 0 ? 0 : words.Average(word => word.Length);
        if (length < options.MinMeanWordLength || (options.MaxMeanWordLength > 0 && length > options.MaxMeanWordLength))
            return $"mean word length: {Text(length)}";
        return Above("words with a letter", -Share(words, word => word.Any(char.IsLetter)), -options.MinLetterWordShare)
            ?? Above("symbols a word", words.Length == 0 ? 0 : (double)Symbols(text) / words.Length, options.MaxSymbolsPerWord is 1 ? double.MaxValue
                : options.MaxSymbolsPerWord)
            ?? Above("duplicate lines", DuplicateLines(text), options.MaxDuplicateLineShare)
            ?? Above("repeated stretches", RepeatedShare(text), options.MaxRepeatedShare)
            ?? Above("broken characters", Share([.. text], character => (char.IsControl(character) && !char.IsWhiteSpace(character)) || character == '\uFFFD'),
                options.MaxGarbageShare);
    }

    // A lower bound is an upper bound of the negated value.
    private static string? Above(string what, double value, double bound) => value > bound ? $"{what}: {Text(Math.Abs(value))}" : null;

    private static int Symbols(string text) => text.Count(character => character is '#' or '…') + (text.Split("...").Length - 1);

    private static double DuplicateLines(string text)
    {
        var lines = text.Split('\n').Where(line => line.Trim().Length > 0).ToList();
        return lines.Count == 0 ? 0 : 1 - (double)lines.Distinct().Count() / lines.Count;
    }

    // Characters in a stretch that also occurs earlier in the text.
    private double RepeatedShare(string text)
    {
        var (seen, repeated, covered) = (new HashSet<string>(), 0, 0);
        for (var start = 0; start + options.RepeatedCharacters <= text.Length; start++)
        {
            if (seen.Add(text.Substring(start, options.RepeatedCharacters)))
                continue;
            repeated += start + options.RepeatedCharacters - Math.Max(start, covered);
            covered = start + options.RepeatedCharacters;
        }

        return text.Length == 0 ? 0 : (double)repeated / text.Length;
    }

    private static double Share<T>(T[] all, Func<T, bool> counts) => all.Length == 0 ? 0 : (double)all.Count(counts) / all.Length;

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
