using System.Text;
using Kimi.Dsl;

namespace Kimi.Runtime.Code;

/// <summary>
/// Tests in source, as HumanEval's. First the tests run with the right solution, and its calls and results are recorded, once. A program gets the calls'
/// arguments, in a box without the tests. Where its results are those of the right solution, it passes; else the tests run again, in a box without the program,
/// with its results in the place of calls. So a program that patches <c>assert</c>, exits early or prints what tests print only changes its own results.
/// </summary>
/// <param name="runs">Runs programs.</param>
/// <param name="harness">The tests.</param>
/// <param name="solution">The right solution.</param>
/// <param name="limits">What each run may use.</param>
internal sealed class HarnessTests(ProgramRuns runs, CodeTests.Harness harness, string solution, SandboxLimits limits)
{
    /// <summary>How many runs a verdict takes at most: the recording, the program, the tests with its results.</summary>
    public const int Runs = 3;

    // Of calls that a program's results lead to: one, for the message of an assertion that failed, is usual.
    private const int MostRounds = 8;

    // Recordings and replays hold calls and results together.
    private const int OutputFactor = 4;

    private readonly Lock _gate = new();
    private Task<IReadOnlyList<(string Call, string Result)>>? _recording;

    /// <summary>Judges a program.</summary>
    /// <param name="program">The program, or a completion.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SandboxException">The sandbox failed.</exception>
    /// <exception cref="FormatException">The tests fail with the right solution.</exception>
    public async Task<CodeResult> JudgeAsync(string program, CancellationToken cancellationToken)
    {
        var recording = await RecordingAsync(cancellationToken).ConfigureAwait(false);
        var outcome = await OutcomeAsync(recording, program, cancellationToken).ConfigureAwait(false);
        return new(outcome, outcome == CodeOutcome.Accepted ? 1 : 0, Total: 1);
    }

    private async Task<CodeOutcome> OutcomeAsync(
        IReadOnlyList<(string Call, string Result)> recording, string program, CancellationToken cancellationToken)
    {
        var calls = recording.Select(entry => entry.Call).ToList();
        for (var round = 0; round < MostRounds; round++)
        {
            var (failure, results) = await ResultsAsync(program, calls, cancellationToken).ConfigureAwait(false);
            if (failure is { } failed)
                return failed;
            if (results.SequenceEqual(recording.Select(entry => entry.Result)))
                return CodeOutcome.Accepted;
            var (end, call) = await ReplayAsync(calls, results, cancellationToken).ConfigureAwait(false);
            if (end != "asks")
                return end switch { "passed" => CodeOutcome.Accepted, "raised" => CodeOutcome.RuntimeError, _ => CodeOutcome.WrongAnswer };
            calls.Add(call);
        }

        return CodeOutcome.WrongAnswer;
    }

    // What the program gives for each call, or how it failed before.
    private async Task<(CodeOutcome? Failure, string[] Results)> ResultsAsync(string program, List<string> calls, CancellationToken cancellationToken)
    {
        var source = PythonSource.Call(PythonSource.Program(harness, program), harness.Function, isPlain: false);
        ProgramRun? run = null;
        var job = Job(source, string.Concat(calls.Select(call => call + "\n")), limits);
        await foreach (var only in runs.RunAsync(job, cancellationToken).ConfigureAwait(false))
            run = only;
        if (run!.Failure is { } failure)
            return (failure, []);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == calls.Count && lines.All(line => CallAnswer.Read(line) is { Failure: null or CodeOutcome.RuntimeError }))
            return (null, lines);
        return (lines is [var first] && CallAnswer.Read(first).Failure is { } start ? start : CodeOutcome.WrongAnswer, []);
    }

    // How the tests end with a program's results; or that they make another call, since results that differ lead them elsewhere.
    private async Task<(string? End, string Call)> ReplayAsync(List<string> calls, string[] results, CancellationToken cancellationToken)
    {
        var input = string.Concat(calls.Zip(results).Select(pair => $$"""{"call":{{pair.First}},"result":{{pair.Second}}}""" + "\n"));
        var run = await runs.RunTrustedAsync(Job(PythonSource.Examine(harness, solution), input, limits), cancellationToken).ConfigureAwait(false);

        // Results that are too large or too deep for the tests are no right ones.
        return run.Failure is null ? End(run.Output) : (null, "");
    }

    // The first who asks has it made, for all; after a failure of the sandbox, the next does.
    private Task<IReadOnlyList<(string Call, string Result)>> RecordingAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_recording is null or { Exception.InnerException: SandboxException })
                _recording = RecordAsync(CancellationToken.None);
            return _recording.WaitAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<(string Call, string Result)>> RecordAsync(CancellationToken cancellationToken)
    {
        var wide = limits with { OutputBytes = limits.OutputBytes * OutputFactor };
        var run = await runs.RunTrustedAsync(Job(PythonSource.Examine(harness, solution), "", wide), cancellationToken).ConfigureAwait(false);
        if (run.Failure is { } failure)
        {
            var why = run.LastError.Length > 0 ? $" ({run.LastError})" : "";
            throw new FormatException($"its tests end by {failure.Abbreviation()} with the submission that is right{why}");
        }

        if (End(run.Output).End != "passed")
            throw new FormatException("the submission that is right does not pass its tests");
        var calls = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^1].Select(line =>
        {
            var entry = CallAnswer.Parse(line);
            return (Call: entry.GetProperty("call").GetRawText(), Result: entry.GetProperty("result").GetRawText());
        }).ToList();
        return calls.Count > 0 ? calls : throw new FormatException($"its tests never call {harness.Function}");
    }

    // How the tests ended, as their last line says; null where it does not.
    private static (string? End, string Call) End(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [.., var last]
        && CallAnswer.Parse(last) is var line && line.TryGetProperty("end", out var end)
            ? (end.GetString(), line.TryGetProperty("call", out var call) ? call.GetRawText() : "")
            : (null, "");

    private static SandboxJob Job(string source, string input, SandboxLimits limits) => new()
    {
        Language = ProgramLanguage.Python,
        Source = source,
        Inputs = [Encoding.UTF8.GetBytes(input)],
        Limits = limits,
    };
}
