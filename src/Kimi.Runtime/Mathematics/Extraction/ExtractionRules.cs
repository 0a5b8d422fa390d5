namespace Kimi.Runtime.Mathematics.Extraction;

/// <summary>Which ways to find an answer are tried.</summary>
/// <param name="Boxed">Whether boxes are looked for.</param>
/// <param name="Marked">Whether <c>####</c> is.</param>
/// <param name="Stated">Whether sentences such as "the answer is" are.</param>
/// <param name="LastLine">Whether the last line counts where nothing else is found.</param>
internal sealed record ExtractionRules(bool Boxed = true, bool Marked = true, bool Stated = true, bool LastLine = true)
{
    /// <summary>A rule's name in verdicts.</summary>
    /// <param name="rule">The rule.</param>
    public static string NameOf(ExtractionRule rule) => rule switch
    {
        ExtractionRule.Boxed => "boxed",
        ExtractionRule.Marked => "####",
        ExtractionRule.FinalAnswer => "final answer",
        ExtractionRule.AnswerIs => "answer is",
        _ => "last line",
    };
}
