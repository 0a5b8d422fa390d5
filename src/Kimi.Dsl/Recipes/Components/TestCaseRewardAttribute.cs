using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Scores 1 when the response's program passes all tests of a <see cref="CodeProblem"/>, else 0 (paper 2.3.5). The program is the last fenced block of the
/// problem's language, or the whole response. The verdict's rule is AC, WA, TLE, MLE, OLE, RE or CE, with the test that decided and the language's version.
/// Programs run in the application's <see cref="ISandbox"/>; when that fails, the verdict is a fault.
/// </summary>
[Requires(Fact.Tests)]
public sealed class TestCaseRewardAttribute : RewardAttribute<ITestCaseReward>
{
    /// <summary>
    /// Whether a program scores the share of tests that it passes, which takes all of them; else judging ends at the first that fails. A harness is one test.
    /// Default: false.
    /// </summary>
    [Requires(Fact.SeveralTests)]
    [DefaultValue(false)]
    public bool Shares { get; set; }

    /// <summary>How many tests of a program run at a time. Affects only speed. Default: 2.</summary>
    [Range(1, 256)]
    [Operational(Observable.Calls)]
    [DefaultValue(2)]
    public int ParallelTests { get; set; } = 2;

    /// <summary>How long one verdict may take, in seconds: at least as long as all of a problem's tests by their limits. Default: 300.</summary>
    [Requires(Fact.TestSeconds)]
    [DefaultValue(300.0)]
    public override double TimeLimitSeconds { get; set; } = 300;
}

/// <summary>What executes <see cref="TestCaseRewardAttribute"/>; replaceable through dependency injection.</summary>
public interface ITestCaseReward : IReward<CodeProblem>;
