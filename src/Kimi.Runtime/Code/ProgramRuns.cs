using System.Runtime.CompilerServices;
using System.Text;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Sandboxes;
using Microsoft.Extensions.Logging;

namespace Kimi.Runtime.Code;

/// <summary>
/// Runs programs so that a sandbox that fails is never held against them, and that a program which takes its sandbox down does not escape: after a failure a
/// program known to be good is run, the probe. Where the probe fails too, nothing is known; where it does not, the program is run again. Only a program whose
/// runs failed each time, with a probe between them that did not, has failed itself.
/// </summary>
/// <param name="sandbox">Runs them.</param>
/// <param name="logger">Is told of failures.</param>
internal sealed partial class ProgramRuns(ISandbox sandbox, ILogger<ProgramRuns> logger)
{
    // Where every second run is hit, one program of 64 would be blamed for it; where one of twenty is, one of 64 million.
    private const int Attempts = 6;
    private const int Killed = 9;

    private RunQueue? _queue;

    /// <summary>What the sandbox can do.</summary>
    /// <param name="cancellationToken">Stops asking.</param>
    public ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken) => sandbox.CapabilitiesAsync(cancellationToken);

    /// <summary>Runs a program that is judged, once for each input. The caller stops enumerating at the run that decides.</summary>
    /// <param name="job">The program and its inputs.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>A run for each input; a program that does not compile has one.</returns>
    /// <exception cref="SandboxException">The sandbox fails whatever it runs.</exception>
    public IAsyncEnumerable<ProgramRun> RunAsync(SandboxJob job, CancellationToken cancellationToken) =>
        OutcomesAsync(job, cancellationToken).Select(ProgramRun.Of);

    /// <summary>Runs a program as <see cref="RunAsync"/> does.</summary>
    /// <param name="job">The program and its inputs.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>
    /// An outcome for each input; a program that does not compile has one, and one that ends its sandbox each time has been killed, and is not run on others.
    /// </returns>
    /// <exception cref="SandboxException">The sandbox fails whatever it runs.</exception>
    public async IAsyncEnumerable<RunOutcome> OutcomesAsync(SandboxJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (done, failures) = (0, 0);
        while (done < job.Inputs.Count)
        {
            var rest = job with { Inputs = [.. job.Inputs.Skip(done)] };
            var again = false;
            await foreach (var outcome in TryAsync(rest, cancellationToken).ConfigureAwait(false))
            {
                if (FailureOf(outcome) is { } failure)
                {
                    await ProbeAsync(failure, job, ++failures, cancellationToken).ConfigureAwait(false);
                    again = failures < Attempts;
                }

                if (again)
                    break;
                yield return outcome is RunOutcome.SandboxFault ? new RunOutcome.Signalled(Killed, default, new(0, 0, 0)) : outcome;
                if (outcome is RunOutcome.SandboxFault or RunOutcome.CompileError)
                    yield break;
                (done, failures) = (done + 1, 0);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Runs a program of the application's own, or of a problem's, on one input.</summary>
    /// <param name="job">The program and its input.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SandboxException">The sandbox fails again and again.</exception>
    public async Task<ProgramRun> RunTrustedAsync(SandboxJob job, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await FirstAsync(job, cancellationToken).ConfigureAwait(false);
            if (FailureOf(outcome) is not { } failure)
                return ProgramRun.Of(outcome);
            if (attempt == Attempts)
                throw new SandboxException(failure);
            TellFailure(logger, failure);
        }
    }

    // A program that was killed may have been so with its sandbox, and not by what it did.
    private static string? FailureOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.SandboxFault fault => fault.Why,
        RunOutcome.Signalled { Signal: Killed } => "the program was killed",
        _ => null,
    };

    private async Task ProbeAsync(string failure, SandboxJob job, int failures, CancellationToken cancellationToken)
    {
        TellFailure(logger, failure);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await FirstAsync(Probe(job), cancellationToken).ConfigureAwait(false) is RunOutcome.Exited { Code: 0 })
            {
                if (failures == Attempts)
                    TellBlame(logger, failures);
                return;
            }
        }

        throw new SandboxException(failure);
    }

    private async Task<RunOutcome> FirstAsync(SandboxJob job, CancellationToken cancellationToken)
    {
        await foreach (var outcome in TryAsync(job, cancellationToken).ConfigureAwait(false))
            return outcome;
        throw new InvalidOperationException("a job has at least one outcome");
    }

    // A sandbox that throws, or says too little, failed as well. A failure is the last outcome.
    private async IAsyncEnumerable<RunOutcome> TryAsync(SandboxJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var outcomes = sandbox.RunAsync(job, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (outcomes.ConfigureAwait(false))
        {
            for (var count = 0; count < job.Inputs.Count; count++)
            {
                RunOutcome outcome;
                try
                {
                    outcome = await InTurnAsync(outcomes.MoveNextAsync, hasBegun: count > 0, cancellationToken).ConfigureAwait(false)
                        ? outcomes.Current
                        : new RunOutcome.SandboxFault($"it gave {count} outcomes for {job.Inputs.Count} inputs");
                }
                catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
                {
                    outcome = new RunOutcome.SandboxFault(exception.Message.TrimEnd('.'));
                }

                yield return outcome;
                if (outcome is RunOutcome.SandboxFault or RunOutcome.CompileError)
                    yield break;
            }
        }
    }

    // One run at a place of the sandbox. Waiting for it is not the time of the verdict that waits.
    private async Task<bool> InTurnAsync(Func<ValueTask<bool>> run, bool hasBegun, CancellationToken cancellationToken)
    {
        var queue = _queue ?? await OpenQueueAsync(cancellationToken).ConfigureAwait(false);
        var clock = CallClock.Current;
        var has = false;
        clock?.BeginWait();
        try
        {
            await queue.EnterAsync(hasBegun, cancellationToken).ConfigureAwait(false);
            has = true;
        }
        finally
        {
            clock?.EndWait(works: has);
        }

        try
        {
            return await run().ConfigureAwait(false);
        }
        finally
        {
            queue.Leave();
            clock?.EndWork();
        }
    }

    private async Task<RunQueue> OpenQueueAsync(CancellationToken cancellationToken)
    {
        var places = (await CapabilitiesAsync(cancellationToken).ConfigureAwait(false)).Places ?? int.MaxValue;
        return Interlocked.CompareExchange(ref _queue, new(places), null) ?? _queue;
    }

    private static SandboxJob Probe(SandboxJob job) => job with
    {
        Source = job.Language switch
        {
            ProgramLanguage.Python => "print(1)\n",
            ProgramLanguage.C or ProgramLanguage.Cpp => "int main() { return 0; }\n",
            ProgramLanguage.JavaScript => "console.log(1);\n",
            _ => "1",
        },
        Inputs = [Encoding.UTF8.GetBytes("")],
        Limits = new(),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "the sandbox failed ({Why}), which says nothing of the program: it is run again")]
    private static partial void TellFailure(ILogger logger, string why);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "a program ended its sandbox {Failures} times, between which others ran: it counts as a runtime error")]
    private static partial void TellBlame(ILogger logger, int failures);
}

/// <summary>One run of a program.</summary>
/// <param name="Failure">How it failed; null if it ended with 0.</param>
/// <param name="Output">Its standard output.</param>
internal sealed record ProgramRun(CodeOutcome? Failure, string Output)
{
    /// <summary>Its exit code; null if it did not end by itself.</summary>
    public int? ExitCode { get; private init; }

    /// <summary>The last line of its standard error; empty if there is none.</summary>
    public string LastError { get; private init; } = "";

    /// <summary>The run that an outcome is.</summary>
    /// <param name="outcome">The outcome.</param>
    public static ProgramRun Of(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Exited exited => new(exited.Code == 0 ? null : CodeOutcome.RuntimeError, Encoding.UTF8.GetString(exited.Output.Span))
        {
            ExitCode = exited.Code,
            LastError = Encoding.UTF8.GetString(exited.Error.Span).TrimEnd().Split('\n')[^1],
        },
        RunOutcome.LimitReached { Limit: SandboxLimit.CpuTime or SandboxLimit.WallTime } => new(CodeOutcome.TimeLimit, ""),
        RunOutcome.LimitReached { Limit: SandboxLimit.Output } => new(CodeOutcome.OutputLimit, ""),
        RunOutcome.LimitReached => new(CodeOutcome.MemoryLimit, ""),
        RunOutcome.CompileError => new(CodeOutcome.CompileError, ""),
        _ => new(CodeOutcome.RuntimeError, ""),
    };
}
