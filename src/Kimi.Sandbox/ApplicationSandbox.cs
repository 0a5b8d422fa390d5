using Kimi.Dsl;
using Kimi.Runtime.Sandboxes;
using Kimi.Runtime.Settings;
using Kimi.Sandbox.Local;
using Kimi.Sandbox.Remote;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kimi.Sandbox;

/// <summary>
/// The sandbox that the configuration names. Programs in postfix notation go to their interpreter whatever it is, and nothing starts before a program does.
/// </summary>
/// <param name="services">What makes sandboxes.</param>
internal sealed class ApplicationSandbox(IServiceProvider services) : ISandbox
{
    private readonly PostfixSandbox _postfix = new();
    private readonly Lazy<ISandbox> _other = new(() => services.GetRequiredService<IOptions<KimiOptions>>().Value.Sandbox switch
    {
        SandboxKind.Service => services.GetRequiredService<ServiceSandbox>(),
        SandboxKind.SandboxFusion => services.GetRequiredService<FusionSandbox>(),
        _ => services.GetRequiredService<LocalSandbox>(),
    });

    /// <inheritdoc/>
    public async ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken)
    {
        var own = await _postfix.CapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        var other = await _other.Value.CapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        var languages = other.Languages.Concat(own.Languages).DistinctBy(entry => entry.Key);
        return other with { Languages = languages.ToDictionary(entry => entry.Key, entry => entry.Value) };
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RunOutcome> RunAsync(SandboxJob job, CancellationToken cancellationToken) =>
        (job.Language == ProgramLanguage.Postfix ? _postfix : _other.Value).RunAsync(job, cancellationToken);
}
