using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Options;

namespace Kimi.Sandbox.Remote;

/// <summary>Runs programs by <c>sandbox serve</c> of another machine: a job is a POST to <c>/run</c>, and its outcomes are lines of JSON.</summary>
/// <param name="options">The address.</param>
internal sealed class ServiceSandbox(IOptions<KimiOptions> options) : ISandbox, IDisposable
{
    private readonly HttpClient _client = RemoteAddress.Client(options);
    private SandboxCapabilities? _capabilities;

    /// <inheritdoc/>
    public async ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken) =>
        _capabilities ??= await AskCapabilitiesAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunOutcome> RunAsync(SandboxJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (response, problem) = await PostAsync(job, cancellationToken).ConfigureAwait(false);
        if (response is null)
        {
            yield return new RunOutcome.SandboxFault(problem!);
            yield break;
        }

        using (response)
        {
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
            for (var index = 0; index < job.Inputs.Count; index++)
            {
                var outcome = await ReadAsync(lines, cancellationToken).ConfigureAwait(false);
                yield return outcome;
                if (outcome is RunOutcome.SandboxFault or RunOutcome.CompileError)
                    yield break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<SandboxCapabilities> AskCapabilitiesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var there = await _client.GetFromJsonAsync<SandboxCapabilities>("capabilities", cancellationToken).ConfigureAwait(false);
            return there! with { Name = $"{there.Name} at {_client.BaseAddress}", Isolation = SandboxIsolation.Remote, Memory = MemoryBound.Remote };
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            throw new KimiException(Unavailable(exception));
        }
    }

    private async Task<(HttpResponseMessage? Response, string? Problem)> PostAsync(SandboxJob job, CancellationToken cancellationToken)
    {
        try
        {
            return (await PatientPost.SendAsync(_client, "run", job, JsonSerializerOptions.Web, cancellationToken).ConfigureAwait(false), null);
        }
        catch (HttpRequestException exception)
        {
            return (null, Unavailable(exception));
        }
    }

    private string Unavailable(Exception exception) =>
        $"the sandbox at {_client.BaseAddress} does not answer ({exception.Message.TrimEnd('.')}): start 'sandbox serve' there, "
        + $"and set {RemoteAddress.KeyVariable} to its key";

    private async Task<RunOutcome> ReadAsync(StreamReader lines, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line
                ? JsonSerializer.Deserialize<RunOutcome>(line, JsonSerializerOptions.Web)!
                : new RunOutcome.SandboxFault($"the sandbox at {_client.BaseAddress} ended during a job");
        }
        catch (Exception exception) when (exception is JsonException or IOException or HttpRequestException)
        {
            return new RunOutcome.SandboxFault($"the sandbox at {_client.BaseAddress} ended during a job: {exception.Message}");
        }
    }
}
