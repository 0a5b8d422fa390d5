namespace Kimi.Runtime.Code;

/// <summary>What became of a program on tests, in the words of contests.</summary>
internal enum CodeOutcome
{
    /// <summary>AC: accepted.</summary>
    Accepted,

    /// <summary>WA: a wrong answer.</summary>
    WrongAnswer,

    /// <summary>TLE: too slow.</summary>
    TimeLimit,

    /// <summary>MLE: too much memory, or disk.</summary>
    MemoryLimit,

    /// <summary>OLE: too much output.</summary>
    OutputLimit,

    /// <summary>RE: it crashed, exited with another code than 0, or takes its judge down again and again.</summary>
    RuntimeError,

    /// <summary>CE: it does not compile.</summary>
    CompileError,
}

/// <summary>The abbreviations of outcomes.</summary>
internal static class CodeOutcomes
{
    /// <summary>Such as AC.</summary>
    public static string Abbreviation(this CodeOutcome outcome) => outcome switch
    {
        CodeOutcome.Accepted => "AC",
        CodeOutcome.WrongAnswer => "WA",
        CodeOutcome.TimeLimit => "TLE",
        CodeOutcome.MemoryLimit => "MLE",
        CodeOutcome.OutputLimit => "OLE",
        CodeOutcome.RuntimeError => "RE",
        _ => "CE",
    };
}
