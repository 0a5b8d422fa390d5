using System.Runtime.CompilerServices;
using System.Text;
using Kimi.Dsl;
using Kimi.Runtime.Sandboxes;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Options;

namespace Kimi.Sandbox.Local;

/// <summary>
/// Runs programs on this machine, each in processes, files and memory of its own, by warm workers in bubblewraps. C and C++ are compiled in a box too, once
/// for each job.
/// </summary>
/// <remarks>A worker that ends during a run is a fault of the sandbox's, whoever ended it. A verdict by wall time alone is tried once more.</remarks>
/// <param name="options">How many workers there are.</param>
internal sealed class LocalSandbox(IOptions<KimiOptions> options) : ISandbox, IDisposable
{
    private const int Killed = 9;

    private readonly Lazy<SandboxCapabilities> _capabilities = new(() => FindCapabilities() with { Places = PlacesOf(options.Value) });
    private readonly RunQueue _queue = new(PlacesOf(options.Value));
    private readonly IdleWorkers _idle = new(PlacesOf(options.Value));

    /// <inheritdoc/>
    public ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken) => new(_capabilities.Value);

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunOutcome> RunAsync(SandboxJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (ProblemOf(job.Language) is { } problem)
        {
            yield return new RunOutcome.SandboxFault(problem);
            yield break;
        }

        var toolchain = Toolchain.All[job.Language];
        ReadOnlyMemory<byte> compiled = default;
        if (toolchain.Compilation(job.Source) is { } compilation)
        {
            var (failure, product) = await CompileAsync(compilation, cancellationToken).ConfigureAwait(false);
            if (failure is not null)
            {
                yield return failure;
                yield break;
            }

            compiled = product;
        }

        await using var session = new BoxSession(toolchain.Runs(job, compiled), _idle);
        var hasBegun = false;
        foreach (var input in job.Inputs)
        {
            var outcome = await RunAsync(session, input, hasBegun, cancellationToken).ConfigureAwait(false);
            yield return outcome;
            if (outcome is RunOutcome.SandboxFault)
                yield break;
            hasBegun = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _idle.Dispose();

    private static int PlacesOf(KimiOptions options) => options.SandboxWorkers > 0 ? options.SandboxWorkers : Environment.ProcessorCount;

    private static string? ProblemOf(ProgramLanguage language) =>
        Bubblewrap.Problem ?? (Toolchain.All.TryGetValue(language, out var toolchain) ? toolchain.Problem : $"the local sandbox runs no {language}");

    private static SandboxCapabilities FindCapabilities() => Bubblewrap.Problem is { } problem
        ? new($"none: {problem}", SandboxIsolation.Namespaces, MemoryBound.Polled, new Dictionary<ProgramLanguage, string>())
        : new(
            Bubblewrap.Version, SandboxIsolation.Namespaces, ControlGroup.IsAvailable ? MemoryBound.ControlGroup : MemoryBound.Polled,
            Toolchain.All.Where(entry => entry.Value.Problem is null).ToDictionary(entry => entry.Key, entry => entry.Value.Version));

    private async Task<(RunOutcome? Failure, ReadOnlyMemory<byte> Product)> CompileAsync(BoxJob compilation, CancellationToken cancellationToken)
    {
        await using var session = new BoxSession(compilation, _idle);
        var (answer, fault) = await TryAsync(session, default, false, cancellationToken).ConfigureAwait(false);
        if (answer is null)
            return (fault, default);
        return answer is { Code: 0, Product.Length: > 0 }
            ? (null, answer.Product)
            : (new RunOutcome.CompileError(MessageOf(answer)), default);
    }

    private static string MessageOf(BoxAnswer compiled) =>
        compiled.Limit is { } limit ? $"the compiler reaches its limit of {limit}" : Encoding.UTF8.GetString(compiled.Error.Span);

    private async Task<RunOutcome> RunAsync(BoxSession session, ReadOnlyMemory<byte> input, bool hasBegun, CancellationToken cancellationToken)
    {
        var (answer, fault) = await TryAsync(session, input, hasBegun, cancellationToken).ConfigureAwait(false);
        if (answer?.Limit == SandboxLimit.WallTime)
            (answer, fault) = await TryAsync(session, input, true, cancellationToken).ConfigureAwait(false);
        return answer is null ? fault! : OutcomeOf(answer);
    }

    private static RunOutcome OutcomeOf(BoxAnswer answer)
    {
        var usage = new ResourceUsage(answer.Cpu, answer.Wall, answer.Peak);
        return answer.Limit is { } limit ? new RunOutcome.LimitReached(limit, usage)
            : answer.Code is { } code ? new RunOutcome.Exited(code, answer.Output, answer.Error, usage)
            : new RunOutcome.Signalled(answer.Signal ?? Killed, answer.Error, usage);
    }

    private async Task<(BoxAnswer? Answer, RunOutcome.SandboxFault? Fault)> TryAsync(
        BoxSession session, ReadOnlyMemory<byte> input, bool hasBegun, CancellationToken cancellationToken)
    {
        await _queue.EnterAsync(hasBegun, cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = await session.RunAsync(input, cancellationToken).ConfigureAwait(false);
            return (answer, answer is null ? new("the worker ended during a run") : null);
        }
        catch (KimiException exception)
        {
            return (null, new RunOutcome.SandboxFault(exception.Message));
        }
        finally
        {
            _queue.Leave();
        }
    }
}
