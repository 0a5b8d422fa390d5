using Kimi.Dsl;
using Kimi.Sandbox.Local;
using Kimi.Sandbox.Remote;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Sandbox;

/// <summary>Registers the sandbox.</summary>
public static class SandboxServiceCollectionExtensions
{
    /// <summary>
    /// Registers the <see cref="ISandbox"/> that the configuration names (<c>Kimi:Sandbox</c>, <c>Kimi:SandboxUrl</c>, <c>Kimi:SandboxWorkers</c>), after
    /// <c>AddKimi</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddSandbox(this IServiceCollection services)
    {
        services.AddSingleton<LocalSandbox>();
        services.AddSingleton<ServiceSandbox>();
        services.AddSingleton<FusionSandbox>();
        services.AddSingleton<ISandbox, ApplicationSandbox>();
        return services;
    }
}
