using System.Globalization;
using Kimi.Dsl;

namespace Kimi.Runtime.Code;

/// <summary>What tests say of responses, as verdicts: a program's outcome is scored, a problem that cannot be judged is unscorable, and a sandbox that
/// failed a fault.</summary>
/// <param name="judge">Judges programs.</param>
/// <param name="timeLimitSeconds">How long a verdict may take.</param>
/// <param name="allTests">Whether the share of tests that a program passes is its score.</param>
internal sealed class CodeVerdicts(CodeJudge judge, double timeLimitSeconds, bool allTests)
{
    /// <summary>Finds out what the sandbox can do.</summary>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>What keeps it from judging responses to a problem; null for nothing.</returns>
    public async ValueTask<Func<CodeProblem, string?>> CheckAsync(CancellationToken cancellationToken)
    {
        var capabilities = await judge.CapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        return problem => judge.Trouble(problem, capabilities, timeLimitSeconds);
    }

    /// <summary>Judges a response.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="response">The response.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Verdict> JudgeAsync(CodeProblem problem, string response, CancellationToken cancellationToken)
    {
        var capabilities = await judge.CapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        if (judge.Trouble(problem, capabilities, timeLimitSeconds) is { } trouble)
            return new Verdict.Unscorable($"problem {problem.Id}: {trouble}");
        try
        {
            var program = ProgramText.Of(response, problem.Language);
            var result = await judge.JudgeAsync(problem, program, allTests, cancellationToken).ConfigureAwait(false);
            return new Verdict.Scored(ValueOf(result), $"{RuleOf(result)}{WhereOf(problem)}, {CodeJudge.Version(capabilities, problem.Language)}");
        }
        catch (FormatException exception)
        {
            return new Verdict.Unscorable($"problem {problem.Id}: {exception.Message}");
        }
        catch (SandboxException exception)
        {
            return new Verdict.Fault(nameof(RunOutcome.SandboxFault), exception.Message);
        }
    }

    private double ValueOf(CodeResult result) => allTests ? (double)result.Passed / result.Total : result.Outcome == CodeOutcome.Accepted ? 1 : 0;

    private static string WhereOf(CodeProblem problem) => CodeJudge.IsInProcess(problem) ? ", tests in its process" : "";

    private static string RuleOf(CodeResult result) => result.Test is { } test
        ? string.Create(CultureInfo.InvariantCulture, $"{result.Outcome.Abbreviation()} on test {test}")
        : result.Outcome.Abbreviation();
}
