using System.Security.Cryptography;
using System.Text;
using Kimi.Dsl;

namespace Kimi.Runtime.Code;

/// <summary>
/// Tests in source in C, C++ or JavaScript, as of HumanEval's translations: they are behind the program in its own process, since what it returns has no
/// common form outside of it. It passes if it prints, after its tests, a mark that is drawn for the run, and exits with 0.
/// </summary>
/// <remarks>A program that looks for the mark in its own memory or source can find it: what is judged so is measured, and no reward to train against.</remarks>
/// <param name="runs">Runs programs.</param>
/// <param name="language">The language.</param>
/// <param name="harness">The tests.</param>
/// <param name="solution">The right solution, which must pass before any other is judged; null where there is none.</param>
/// <param name="limits">What each run may use.</param>
internal sealed class InProcessTests(
    ProgramRuns runs, ProgramLanguage language, CodeTests.Harness harness, string? solution, SandboxLimits limits)
{
    private const int MarkCharacters = 32;
    private const int Aborted = 6;

    private readonly Lock _gate = new();
    private Task<CodeOutcome>? _ofSolution;

    /// <summary>Judges a program.</summary>
    /// <param name="program">The program, or a completion.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SandboxException">The sandbox failed.</exception>
    /// <exception cref="FormatException">The tests fail with the right solution.</exception>
    public async Task<CodeResult> JudgeAsync(string program, CancellationToken cancellationToken)
    {
        var right = solution is null ? CodeOutcome.Accepted : await OfSolutionAsync(solution).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (right != CodeOutcome.Accepted)
            throw new FormatException($"the submission that is right does not pass its tests ({right.Abbreviation()})");
        var outcome = await OutcomeAsync(program, cancellationToken).ConfigureAwait(false);
        return new(outcome, outcome == CodeOutcome.Accepted ? 1 : 0, Total: 1);
    }

    // The first who asks has it judged, for all; after a failure of the sandbox, the next does.
    private Task<CodeOutcome> OfSolutionAsync(string right)
    {
        lock (_gate)
        {
            if (_ofSolution is null or { Exception.InnerException: SandboxException })
                _ofSolution = OutcomeAsync(right, CancellationToken.None);
            return _ofSolution;
        }
    }

    private async Task<CodeOutcome> OutcomeAsync(string program, CancellationToken cancellationToken)
    {
        var mark = RandomNumberGenerator.GetHexString(MarkCharacters);
        var job = new SandboxJob
        {
            Language = language,
            Source = InProcessSource.Of(language, harness, program, mark),
            Inputs = [Encoding.UTF8.GetBytes("")],
            Limits = limits,
        };
        RunOutcome? outcome = null;
        await foreach (var only in runs.OutcomesAsync(job, cancellationToken).ConfigureAwait(false))
            outcome = only;
        return (ProgramRun.Of(outcome!), outcome) switch
        {
            ({ Failure: null } run, _) when run.Output.Contains(mark, StringComparison.Ordinal) => CodeOutcome.Accepted,
            ({ Failure: null } or { ExitCode: InProcessSource.AssertionFailed }, _) or (_, RunOutcome.Signalled { Signal: Aborted }) => CodeOutcome.WrongAnswer,
            (var run, _) => run.Failure!.Value,
        };
    }
}
