using Kimi.Dsl;

namespace Kimi.Runtime.Samplers;

/// <summary>How often a problem is solved.</summary>
internal static class PassRates
{
    /// <summary>The measured pass rate (paper 2.1), or else the run's own, or null for an untried problem.</summary>
    public static double? Of(Problem problem, ProblemHistory history) =>
        problem.PassRate ?? (history.Attempts == 0 ? null : (double)history.Successes / history.Attempts);
}
