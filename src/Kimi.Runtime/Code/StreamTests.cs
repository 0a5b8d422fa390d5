using Kimi.Dsl;

namespace Kimi.Runtime.Code;

/// <summary>Tests of standard input and output.</summary>
/// <param name="runs">Runs the program.</param>
/// <param name="problem">The problem.</param>
/// <param name="streams">Its tests.</param>
internal sealed class StreamTests(ProgramRuns runs, CodeProblem problem, CodeTests.Streams streams) : CaseTests(runs, problem)
{
    protected override IReadOnlyList<string> Inputs { get; } = [.. streams.Tests.Select(test => test.Input)];

    protected override async Task<CodeOutcome> JudgeAsync(int test, string output, CancellationToken cancellationToken)
    {
        var (input, expected) = streams.Tests[test];
        var isRight = Problem.Comparison is OutputComparison.Checker checker
            ? await IsRightAsync(checker, input, expected, output, cancellationToken).ConfigureAwait(false)
            : OutputComparer.IsSameText(Problem.Comparison, expected, output);
        return isRight ? CodeOutcome.Accepted : CodeOutcome.WrongAnswer;
    }
}
