using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Options;

namespace Kimi.Sandbox.Remote;

/// <summary>
/// Runs programs by SandboxFusion's <c>POST /run_code</c>, one request for each input. It bounds wall time and not CPU time, so a program that takes too long
/// is tried once more; it knows neither C nor limits of output, disk and processes, and output has to be text.
/// </summary>
/// <param name="options">The address.</param>
internal sealed class FusionSandbox(IOptions<KimiOptions> options) : ISandbox, IDisposable
{
    private const double CompileSeconds = 30;
    private const string OutOfTime = "TimeLimitExceeded";

    private static readonly Dictionary<ProgramLanguage, string> s_languages = new()
    {
        [ProgramLanguage.Python] = "python",
        [ProgramLanguage.Cpp] = "cpp",
        [ProgramLanguage.JavaScript] = "nodejs",
    };

    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly HttpClient _client = RemoteAddress.Client(options);

    private enum Status
    {
        Success,
        Failed,
        SandboxError,
    }

    /// <inheritdoc/>
    public ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken) => new(new SandboxCapabilities(
        $"SandboxFusion at {_client.BaseAddress}", SandboxIsolation.Remote, MemoryBound.Remote, s_languages.ToDictionary(entry => entry.Key, _ => "unknown")));

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunOutcome> RunAsync(SandboxJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!s_languages.ContainsKey(job.Language))
        {
            yield return new RunOutcome.SandboxFault($"SandboxFusion runs no {job.Language}: have another sandbox run it (Kimi:Sandbox)");
            yield break;
        }

        foreach (var input in job.Inputs)
        {
            var outcome = await RunAsync(job, input, cancellationToken).ConfigureAwait(false);
            if (outcome is RunOutcome.LimitReached { Limit: SandboxLimit.WallTime })
                outcome = await RunAsync(job, input, cancellationToken).ConfigureAwait(false);
            yield return outcome;
            if (outcome is RunOutcome.SandboxFault or RunOutcome.CompileError)
                yield break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<RunOutcome> RunAsync(SandboxJob job, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var request = new Request(
            job.Source, Encoding.UTF8.GetString(input.Span), s_languages[job.Language], CompileSeconds, job.Limits.CpuSeconds, job.Limits.MemoryBytes >> 20);
        try
        {
            using var response = await PatientPost.SendAsync(_client, "run_code", request.Json, s_json, cancellationToken).ConfigureAwait(false);
            var answer = await response.Content.ReadFromJsonAsync<Answer>(s_json, cancellationToken).ConfigureAwait(false);
            return OutcomeOf(answer!, job.Limits);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or IOException)
        {
            var why = exception.Message.TrimEnd('.');
            return new RunOutcome.SandboxFault($"SandboxFusion at {_client.BaseAddress} does not answer ({why}): start it, or correct Kimi:SandboxUrl");
        }
    }

    private static RunOutcome OutcomeOf(Answer answer, SandboxLimits limits)
    {
        if (!Enum.TryParse<Status>(answer.Status, out var status) || status == Status.SandboxError)
            return new RunOutcome.SandboxFault($"SandboxFusion says {answer.Status}: {answer.Message}");
        if (answer.CompileResult is { } compiled && compiled is not { Status: "Finished", ReturnCode: 0 or null })
            return new RunOutcome.CompileError(compiled.Stderr ?? "");
        if (answer.RunResult is not { } run)
            return new RunOutcome.SandboxFault($"SandboxFusion says {answer.Status} without a result: {answer.Message}");

        var usage = new ResourceUsage(0, run.ExecutionTime ?? 0, 0);
        var (output, error) = (Encoding.UTF8.GetBytes(run.Stdout ?? ""), Encoding.UTF8.GetBytes(run.Stderr ?? ""));
        return run.Status == OutOfTime ? new RunOutcome.LimitReached(SandboxLimit.WallTime, usage)
            : output.Length > limits.OutputBytes || error.Length > limits.OutputBytes ? new RunOutcome.LimitReached(SandboxLimit.Output, usage)
            : run is not { Status: "Finished", ReturnCode: { } code }
                ? new RunOutcome.SandboxFault($"SandboxFusion says {run.Status} of a run: {answer.Message}")
            : code < 0 ? new RunOutcome.Signalled(-code, error, usage)
            : new RunOutcome.Exited(code, output, error, usage);
    }

    private sealed record Request(string Code, string Stdin, string Language, double CompileTimeout, double RunTimeout, long Megabytes)
    {
        // One of its names is in no convention.
        public Dictionary<string, object> Json => new()
        {
            ["code"] = Code,
            ["stdin"] = Stdin,
            ["language"] = Language,
            ["compile_timeout"] = CompileTimeout,
            ["run_timeout"] = RunTimeout,
            ["memory_limit_MB"] = Megabytes,
            ["files"] = new Dictionary<string, string>(),
        };
    }

    private sealed record Answer(string Status, string? Message, Result? CompileResult, Result? RunResult);

    private sealed record Result(string Status, double? ExecutionTime, int? ReturnCode, string? Stdout, string? Stderr);
}
