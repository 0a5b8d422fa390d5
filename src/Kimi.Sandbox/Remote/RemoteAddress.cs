using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Options;

namespace Kimi.Sandbox.Remote;

/// <summary>Where a sandbox of another machine is.</summary>
internal static class RemoteAddress
{
    /// <summary>The environment variable of its key, which is no option since options are written into records of runs.</summary>
    public const string KeyVariable = "KIMI_SANDBOX_KEY";

    /// <summary>A client of the configured address.</summary>
    /// <param name="options">The configuration.</param>
    /// <exception cref="KimiException">It is no address.</exception>
    public static HttpClient Client(IOptions<KimiOptions> options)
    {
        var url = options.Value.SandboxUrl;
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new KimiException($"the sandbox's address, Kimi:SandboxUrl, is '{url}': give one such as http://10.0.0.2:8750");
        // What a program may take is bounded by its limits; the answer comes line by line.
        var client = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key)
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }
}
