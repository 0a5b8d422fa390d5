namespace Kimi.Dsl;

/// <summary>A problem that is answered by a program, which tests judge.</summary>
[ProblemType("code")]
public sealed record CodeProblem : Problem
{
    /// <summary>The language that programs are written in.</summary>
    public required ProgramLanguage Language { get; init; }

    /// <summary>What decides whether a program is right.</summary>
    public required CodeTests Tests { get; init; }

    /// <summary>When what a program gives is what a test expects. Default: <see cref="OutputComparison.Lines"/>.</summary>
    public OutputComparison Comparison { get; init; } = new OutputComparison.Lines();

    /// <summary>Programs that are known to be right or wrong.</summary>
    public ValueList<Submission> Submissions { get; init; } = [];

    /// <summary>What a program may use for one test, or for all calls of a harness.</summary>
    public SandboxLimits Limits { get; init; } = new();
}

/// <summary>A program of which it is known whether it solves its problem.</summary>
/// <param name="Source">The program.</param>
/// <param name="IsRight">Whether it solves it.</param>
public sealed record Submission(string Source, bool IsRight);
