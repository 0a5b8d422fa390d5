using Kimi.Dsl;
using Kimi.Runtime.Code;
using Kimi.Runtime.Execution;

namespace Kimi.Runtime.Rewards;

/// <summary>Correctness of programs by tests (paper 2.3.5).</summary>
/// <remarks>
/// A problem without tests, or with tests that its own right submission fails, is unscorable. A sandbox that fails is a fault and never a program's 0; see
/// <see cref="ProgramRuns"/> for programs that make it fail.
/// </remarks>
/// <param name="options">Whether shares of tests count, and how many tests run at a time.</param>
/// <param name="runs">Runs the programs.</param>
[ImplementationVersion(2)]
internal sealed class TestCaseReward(TestCaseRewardAttribute options, ProgramRuns runs) : ITestCaseReward, IReward<CodeProblem>, IProblemCheck
{
    private readonly CodeVerdicts _verdicts = new(new(runs, options.ParallelTests), options.TimeLimitSeconds, options.Shares);

    public async ValueTask<Verdict> JudgeAsync(CodeProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        await _verdicts.JudgeAsync(problem, rollout.Text, cancellationToken).ConfigureAwait(false);

    async ValueTask<Func<Problem, string?>> IProblemCheck.TroubleAsync(CancellationToken cancellationToken)
    {
        var troubleOf = await _verdicts.CheckAsync(cancellationToken).ConfigureAwait(false);
        return problem => problem is CodeProblem code && troubleOf(code) is { } trouble ? $"[TestCaseReward] cannot judge by it: {trouble}" : null;
    }
}
