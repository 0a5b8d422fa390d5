using System.Collections.Concurrent;
using System.Globalization;
using Kimi.Dsl;

namespace Kimi.Runtime.Code;

/// <summary>
/// Judges programs by tests (paper 2.3.5). The tests' expectations stay outside of the box in which a program runs, so all that it can do to be right is to
/// give the right results.
/// </summary>
/// <param name="runs">Runs the programs.</param>
/// <param name="parallelTests">How many tests of a program run at a time.</param>
internal sealed class CodeJudge(ProgramRuns runs, int parallelTests)
{
    // Harnesses by what they and their solution are.
    private readonly ConcurrentDictionary<(CodeTests.Harness, string), HarnessTests> _harnesses = [];
    private readonly ConcurrentDictionary<(ProgramLanguage, CodeTests.Harness, string?), InProcessTests> _inProcess = [];

    /// <summary>What keeps it from judging programs for a problem; null for nothing.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="capabilities">What the sandbox can do.</param>
    /// <param name="timeLimitSeconds">How long a verdict may take.</param>
    public string? Trouble(CodeProblem problem, SandboxCapabilities capabilities, double timeLimitSeconds)
    {
        if (!capabilities.Languages.ContainsKey(problem.Language))
            return $"the sandbox, {capabilities.Name}, runs no {problem.Language}, but {string.Join(", ", capabilities.Languages.Keys)}";
        if (problem.Tests is CodeTests.Calls && problem.Language != ProgramLanguage.Python)
            return $"calls with arguments are for Python, and its language is {problem.Language}";
        if (problem.Tests.Count == 0)
            return "it has no tests";
        if (IsInProcess(problem) && InProcessSource.Trouble(problem.Language, ((CodeTests.Harness)problem.Tests).Source) is { } unusable)
            return unusable;
        if (problem.Tests is CodeTests.Harness && !IsInProcess(problem) && Solution(problem) is null)
            return "its harness needs a submission that is right, to record what it calls";
        if (problem.Tests is CodeTests.Calls calls && calls.Tests.Select(CallTests.Trouble).FirstOrDefault(trouble => trouble is not null) is { } trouble)
            return trouble;
        var seconds = LongestSeconds(problem);
        return seconds <= timeLimitSeconds
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"its tests may take {seconds:0.#} s by their limits, above TimeLimitSeconds {timeLimitSeconds}: "
                + $"raise it to that, or lower the problem's limits");
    }

    /// <summary>Judges a program.</summary>
    /// <param name="problem">The problem, without trouble.</param>
    /// <param name="program">The program.</param>
    /// <param name="allTests">Whether it is judged by all tests; else up to the first that it fails.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SandboxException">The sandbox failed.</exception>
    public Task<CodeResult> JudgeAsync(CodeProblem problem, string program, bool allTests, CancellationToken cancellationToken)
    {
        switch (problem.Tests)
        {
            case CodeTests.Streams streams:
                return new StreamTests(runs, problem, streams).JudgeAsync(program, parallelTests, allTests, cancellationToken);
            case CodeTests.Calls calls:
                return new CallTests(runs, problem, calls).JudgeAsync(program, parallelTests, allTests, cancellationToken);
            case CodeTests.Harness harness when IsInProcess(problem):
                return _inProcess
                    .GetOrAdd((problem.Language, harness, Solution(problem)), key => new(runs, key.Item1, harness, key.Item3, problem.Limits))
                    .JudgeAsync(program, cancellationToken);
            case CodeTests.Harness harness:
                var solution = Solution(problem)!;
                return _harnesses.GetOrAdd((harness, solution), _ => new(runs, harness, solution, problem.Limits)).JudgeAsync(program, cancellationToken);
            default:
                throw new InvalidOperationException("tests are of three kinds");
        }
    }

    /// <summary>Whether a program is in one process with its tests.</summary>
    /// <param name="problem">The problem.</param>
    public static bool IsInProcess(CodeProblem problem) => problem is { Tests: CodeTests.Harness, Language: not ProgramLanguage.Python };

    /// <summary>The language's version in the sandbox.</summary>
    /// <param name="capabilities">What the sandbox can do.</param>
    /// <param name="language">The language.</param>
    public static string Version(SandboxCapabilities capabilities, ProgramLanguage language) => capabilities.Languages[language] is var version
        && version.StartsWith($"{language} ", StringComparison.OrdinalIgnoreCase) ? version : $"{language} {version}";

    /// <summary>What the sandbox can do.</summary>
    /// <param name="cancellationToken">Stops asking.</param>
    public ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken) => runs.CapabilitiesAsync(cancellationToken);

    private static string? Solution(CodeProblem problem) => problem.Submissions.FirstOrDefault(submission => submission.IsRight)?.Source;

    // By wall time, and a run that reaches it is tried once more: a program that waits must not outlast the verdict.
    private double LongestSeconds(CodeProblem problem) => problem.Limits.WallSeconds * (problem.Tests is CodeTests.Harness
        ? HarnessTests.Runs + 1
        : Math.Ceiling((double)problem.Tests.Count / parallelTests) * (problem.Comparison is OutputComparison.Checker ? 2 : 1) + 1);
}

/// <summary>What tests said of a program.</summary>
/// <param name="Outcome">That of the first test that it fails, or accepted.</param>
/// <param name="Passed">How many tests it passed, of those that were run.</param>
/// <param name="Total">How many tests there are.</param>
/// <param name="Test">The first test that it fails, from 1; null if there is none, or no single one.</param>
internal sealed record CodeResult(CodeOutcome Outcome, int Passed, int Total, int? Test = null);
