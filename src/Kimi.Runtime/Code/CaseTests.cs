using System.Text;
using Kimi.Dsl;

namespace Kimi.Runtime.Code;

/// <summary>Tests that run the program once for each: several at a time, and the first that fails decides, whichever ends first.</summary>
/// <param name="runs">Runs the program.</param>
/// <param name="problem">The problem.</param>
internal abstract class CaseTests(ProgramRuns runs, CodeProblem problem)
{
    /// <summary>The problem.</summary>
    protected CodeProblem Problem => problem;

    /// <summary>What the program reads for each test.</summary>
    protected abstract IReadOnlyList<string> Inputs { get; }

    /// <summary>Judges a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="parallelTests">How many tests run at a time.</param>
    /// <param name="allTests">Whether tests after the first that fails run as well.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<CodeResult> JudgeAsync(string program, int parallelTests, bool allTests, CancellationToken cancellationToken)
    {
        var outcomes = new CodeOutcome?[Inputs.Count];
        var lanes = Math.Min(parallelTests, Inputs.Count);
        var stops = Enumerable.Range(0, lanes).Select(_ => CancellationTokenSource.CreateLinkedTokenSource(cancellationToken)).ToList();
        var current = Enumerable.Range(0, lanes).ToArray();
        var first = Inputs.Count;
        var gate = new Lock();
        try
        {
            await Task.WhenAll(Enumerable.Range(0, lanes).Select(RunLaneAsync)).ConfigureAwait(false);
        }
        finally
        {
            stops.ForEach(stop => stop.Dispose());
        }

        var passed = outcomes.Count(outcome => outcome == CodeOutcome.Accepted);
        return first == Inputs.Count
            ? new(CodeOutcome.Accepted, passed, Inputs.Count)
            : new(outcomes[first]!.Value, passed, Inputs.Count, outcomes[first] == CodeOutcome.CompileError ? null : first + 1);

        async Task RunLaneAsync(int lane)
        {
            var tests = Enumerable.Range(0, Inputs.Count).Where(test => test % lanes == lane).ToList();
            var job = new SandboxJob
            {
                Language = problem.Language,
                Source = Source(program),
                Inputs = [.. tests.Select(test => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(Inputs[test]))],
                Limits = problem.Limits,
            };
            try
            {
                var place = 0;
                await foreach (var run in runs.RunAsync(job, stops[lane].Token).ConfigureAwait(false))
                {
                    var test = tests[place++];
                    var outcome = run.Failure ?? await JudgeAsync(test, run.Output, stops[lane].Token).ConfigureAwait(false);
                    if (!Decide(lane, test, outcome, next: place < tests.Count ? tests[place] : Inputs.Count))
                        break;
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // An earlier test has failed.
            }
        }

        // Whether the lane goes on.
        bool Decide(int lane, int test, CodeOutcome outcome, int next)
        {
            lock (gate)
            {
                outcomes[test] = outcome;
                current[lane] = next;
                if (outcome != CodeOutcome.Accepted)
                    first = Math.Min(first, test);
                for (var other = 0; !allTests && other < lanes; other++)
                {
                    if (current[other] > first && other != lane)
                        stops[other].Cancel();
                }

                return outcome != CodeOutcome.CompileError && (allTests || next < first);
            }
        }
    }

    /// <summary>What is run.</summary>
    /// <param name="program">The program.</param>
    protected virtual string Source(string program) => program;

    /// <summary>Judges what a program wrote.</summary>
    /// <param name="test">The test.</param>
    /// <param name="output">What it wrote.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected abstract Task<CodeOutcome> JudgeAsync(int test, string output, CancellationToken cancellationToken);

    /// <summary>Compares by the problem's checker program.</summary>
    /// <param name="checker">The checker.</param>
    /// <param name="input">The test's input.</param>
    /// <param name="expected">What it expects.</param>
    /// <param name="output">What the program gave.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SandboxException">The checker gives no verdict.</exception>
    protected async Task<bool> IsRightAsync(
        OutputComparison.Checker checker, string input, string expected, string output, CancellationToken cancellationToken)
    {
        var run = await runs.RunTrustedAsync(CheckerJob.Of(checker, problem.Limits, input, expected, output), cancellationToken).ConfigureAwait(false);
        return run.ExitCode switch
        {
            0 => true,
            1 => false,
            _ => throw new SandboxException($"the checker program of problem {problem.Id} ended by {CheckerJob.Describe(run)} and not with 0 or 1"),
        };
    }
}
