namespace Kimi.Runtime.Mathematics.Extraction;

/// <summary>
/// Finds the answer in a response. Of a box, <c>####</c> and "final answer", what is stated last counts; then "answer is", then the last line.
/// </summary>
/// <param name="rules">Which of them are tried.</param>
internal sealed class AnswerExtraction(ExtractionRules rules)
{
    /// <summary>Finds the answer; null where there is none.</summary>
    /// <param name="text">The response, or the text with the reference answer.</param>
    /// <param name="isReference">Whether it is the reference.</param>
    public (ExtractionRule Rule, AnswerReading Answer)? Find(string text, bool isReference = false)
    {
        if (rules.Boxed && !isReference && BoxedAnswers.IsCutOff(text))
            return null;
        foreach (var (rule, _, stated) in Stated(text, isReference).OrderByDescending(statement => statement.Place))
        {
            if (rule == ExtractionRule.Boxed)
                return stated.Trim().Length > 0 ? (rule, isReference ? AnswerReading.OfReference(stated) : AnswerReading.Of(stated)) : null;
            if (SentenceAnswer.Find(stated, isReference, mayBeWords: rule == ExtractionRule.Marked) is { } answer)
                return (rule, answer);
        }

        foreach (var rule in rules.Stated ? (ExtractionRule[])[ExtractionRule.FinalAnswer, ExtractionRule.AnswerIs] : [])
        {
            if (Statements.Last(text, rule) is { } statement && SentenceAnswer.Find(statement.Text, isReference, mayBeWords: true) is { } words)
                return (rule, words);
        }

        if (isReference && AnswerReading.Of(text) is { IsMathematics: true } whole)
            return (ExtractionRule.LastLine, whole);
        return (rules.LastLine || isReference)
            && SentenceAnswer.Find(Statements.LastLine(text), isReference, mayBeWords: true, hasReasons: false) is { } line
            ? (ExtractionRule.LastLine, line)
            : null;
    }

    private IEnumerable<(ExtractionRule Rule, int Place, string Text)> Stated(string text, bool isReference)
    {
        if ((rules.Boxed || isReference) && BoxedAnswers.Last(text, isReference) is { } box)
            yield return (ExtractionRule.Boxed, box.Place, box.Text);
        if ((rules.Marked || isReference) && Statements.Last(text, ExtractionRule.Marked) is { } marked)
            yield return (ExtractionRule.Marked, marked.Place, marked.Text);
        if ((rules.Stated || isReference) && Statements.Last(text, ExtractionRule.FinalAnswer) is { } final)
            yield return (ExtractionRule.FinalAnswer, final.Place, final.Text);
    }
}
