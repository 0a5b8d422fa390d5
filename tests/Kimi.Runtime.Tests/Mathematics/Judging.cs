using Kimi.Dsl;
using Kimi.Runtime.Mathematics;
using Kimi.Runtime.Mathematics.Extraction;

namespace Kimi.Runtime.Tests.Mathematics;

/// <summary>Verdicts on answers, for tests.</summary>
internal static class Judging
{
    private static readonly MathJudge s_judge = new(new());

    /// <summary>The verdict of all rules of extraction.</summary>
    internal static Verdict Verdict(string reference, string response) => s_judge.Judge(s_judge.Read(reference), response);

    /// <summary>The value of a verdict that is scored.</summary>
    internal static double Value(string reference, string response) =>
        Assert.IsType<Verdict.Scored>(Verdict(reference, response)).Value;

    /// <summary>The verdict on an answer in a box.</summary>
    internal static double OfBox(string reference, string answer) => Value(reference, $@"\boxed{{{answer}}}");

    /// <summary>The rule by which an answer was found, and its text; null where there is none.</summary>
    internal static (ExtractionRule Rule, string Text)? Extracted(string response, ExtractionRules? rules = null) =>
        new AnswerExtraction(rules ?? new()).Find(response) is var (rule, answer) ? (rule, answer.Text) : null;
}
