using System.Runtime.CompilerServices;
using System.Text;
using Kimi.Dsl;
using Kimi.Runtime.Code;
using Microsoft.Extensions.Logging;

namespace Kimi.Runtime.Tests.Code;

/// <summary>A sandbox whose outcomes a test gives.</summary>
internal sealed class ScriptedSandbox(Func<SandboxJob, string, RunOutcome> run, params ProgramLanguage[] languages) : ISandbox
{
    private int _runs;

    internal int Runs => _runs;

    public ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken) => new(new SandboxCapabilities(
        "scripted", SandboxIsolation.Interpreter, MemoryBound.None,
        (languages is [] ? [ProgramLanguage.Postfix, ProgramLanguage.Python] : languages).ToDictionary(language => language, _ => "1")));

    public async IAsyncEnumerable<RunOutcome> RunAsync(SandboxJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var input in job.Inputs)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            Interlocked.Increment(ref _runs);
            yield return run(job, Encoding.UTF8.GetString(input.Span));
        }
    }

    internal static RunOutcome Printed(string output, int code = 0) =>
        new RunOutcome.Exited(code, Encoding.UTF8.GetBytes(output), default, Nothing);

    internal static ResourceUsage Nothing { get; } = new(0, 0, 0);

    internal ProgramRuns ToRuns(ILogger<ProgramRuns>? logger = null) => Judging.Runs(this, logger);
}
