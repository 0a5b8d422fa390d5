using System.Text.RegularExpressions;

namespace Kimi.Runtime.Curation;

/// <summary>
/// Finds questions whose answers say little about the reasoning (paper 2.1): multiple-choice and true/false questions are easily guessed, and proofs have no
/// answer to compare. The paper says that they are excluded, but not how they are found; these are our rules, for English and Chinese.
/// </summary>
internal static partial class QuestionForms
{
    private const int FewestOptionsInLine = 3;
    private const int FewestOptionLines = 2;

    /// <summary>Why a prompt is left out, with the words that show it, or null if it is an open question.</summary>
    public static (Fate Fate, string Evidence)? Find(string prompt)
    {
        if (OptionsOf(OptionLine(), prompt) is { Count: >= FewestOptionLines } lines)
            return (Fate.MultipleChoice, string.Join(" ", lines));
        if (OptionsOf(OptionInLine(), prompt) is { Count: >= FewestOptionsInLine } options)
            return (Fate.MultipleChoice, string.Join(" ", options));
        if (Choice().Match(prompt) is { Success: true } choice)
            return (Fate.MultipleChoice, choice.Value);
        if (TrueFalse().Match(prompt) is { Success: true } truth)
            return (Fate.TrueFalse, truth.Value);
        return Proof().Match(prompt) is { Success: true } proof ? (Fate.Proof, proof.Value.Trim()) : null;
    }

    // Options count from A on: "(C)" alone is a name.
    private static List<string> OptionsOf(Regex pattern, string prompt)
    {
        var found = new List<string>();
        foreach (Match match in pattern.Matches(prompt))
        {
            if (char.ToUpperInvariant(match.Groups["letter"].Value[0]) == 'A' + found.Count)
                found.Add(match.Value.Trim());
        }

        return found;
    }

    [GeneratedRegex(@"^[ \t]*\(?(?<letter>[A-Ha-h])[).:、．][ \t]*(?=\S)", RegexOptions.Multiline)]
    private static partial Regex OptionLine();

    [GeneratedRegex(@"(?<![\p{L}\p{N}(])\(?(?<letter>[A-H])[)](?=\s*\S)")]
    private static partial Regex OptionInLine();

    [GeneratedRegex(@"\b(which|what) (one )?of (the following|these)\b|\bmultiple[- ]choice\b|选择题|下列.{0,20}的是", RegexOptions.IgnoreCase)]
    private static partial Regex Choice();

    [GeneratedRegex(
        @"\btrue or false\b|\btrue ?/ ?false\b|\b(answer|say) (with )?yes or no\b|\bis (this|the following) (statement|claim) (true|correct)\b"
        + @"|判断题|判断(对错|正误)|对还是错",
        RegexOptions.IgnoreCase)]
    private static partial Regex TrueFalse();

    [GeneratedRegex(@"\b(dis)?prove\b(?! (useful|helpful))|(^|[.!?;:]\s+|\b(to|then) )show that\b|证明|求证", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Proof();
}
