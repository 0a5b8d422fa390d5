namespace Kimi.Runtime.Mathematics.Extraction;

/// <summary>How an answer was found in a response.</summary>
internal enum ExtractionRule
{
    /// <summary>In the last <c>\boxed{…}</c> or <c>\fbox{…}</c>, or the last several that belong together.</summary>
    Boxed,

    /// <summary>After the last <c>####</c>.</summary>
    Marked,

    /// <summary>After the last "final answer".</summary>
    FinalAnswer,

    /// <summary>After the last "answer is" or "Answer:".</summary>
    AnswerIs,

    /// <summary>In the last line.</summary>
    LastLine,
}
