using Kimi.Dsl;
using Kimi.Runtime.Code;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kimi.Sandbox.Tests.Judging;

/// <summary>Judges programs in the local sandbox, as the reward does.</summary>
internal static class JudgingBox
{
    internal static ProgramRuns Runs(ISandbox sandbox, ILogger<ProgramRuns>? logger = null) => new(sandbox, logger ?? NullLogger<ProgramRuns>.Instance);

    internal static CodeVerdicts Verdicts(ISandbox sandbox) => new(new(Runs(sandbox), parallelTests: 1), timeLimitSeconds: 10_000, allTests: false);

    /// <summary>The outcome, as AC.</summary>
    internal static async Task<string> OutcomeAsync(this Box box, CodeProblem problem, string response)
    {
        var scored = Assert.IsType<Verdict.Scored>(await Verdicts(box.Sandbox).JudgeAsync(problem, response, default));
        Assert.Equal(scored.Rule.StartsWith("AC,", StringComparison.Ordinal) ? 1 : 0, scored.Value);
        return scored.Rule.Split(',')[0];
    }
}
