using Kimi.Dsl;
using Kimi.Runtime.Code;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Sandboxes;
using Kimi.Runtime.Tests.Rollouts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kimi.Runtime.Tests.Code;

/// <summary>Judges programs as the reward does.</summary>
internal static class Judging
{
    internal static ProgramRuns Runs(ISandbox sandbox, ILogger<ProgramRuns>? logger = null) => new(sandbox, logger ?? NullLogger<ProgramRuns>.Instance);

    internal static async Task<Verdict> JudgeAsync(CodeProblem problem, string response, ISandbox? sandbox = null, TestCaseRewardAttribute? options = null)
    {
        IRolloutReward reward = new TestCaseReward(options ?? new(), Runs(sandbox ?? new PostfixSandbox()));
        return await reward.JudgeAsync(problem, TestRollouts.Of(response), default);
    }

    internal static async Task<(double Value, string Rule)> ScoreAsync(
        CodeProblem problem, string response, ISandbox? sandbox = null, TestCaseRewardAttribute? options = null)
    {
        var scored = Assert.IsType<Verdict.Scored>(await JudgeAsync(problem, response, sandbox, options));
        return (scored.Value, scored.Rule);
    }

    /// <summary>A problem of the postfix language: (x + y) · 2.</summary>
    internal static CodeProblem Sum(params IEnumerable<(string Input, string Output)> tests) => new()
    {
        Id = "sum",
        Prompt = "(x + y) * 2",
        Language = ProgramLanguage.Postfix,
        Tests = new CodeTests.Streams([.. tests.Select(test => new StreamTest(test.Input, test.Output))]),
    };
}
