using System.Net;
using System.Text.Json;
using Kimi.Dsl;
using Microsoft.Extensions.Configuration;

namespace Kimi.Cluster.Workers;

/// <summary>What a launcher says to a worker that it starts: one line of JSON on its standard input.</summary>
/// <param name="Worker">The worker's name.</param>
/// <param name="Cluster">The cluster's name, which nobody else knows.</param>
/// <param name="Address">The address at which the launcher listens.</param>
/// <param name="Port">Its port.</param>
/// <param name="Configuration">The configuration that the worker works with.</param>
internal sealed record Invitation(string Worker, string Cluster, string Address, int Port, IReadOnlyDictionary<string, string> Configuration)
{
    /// <summary>Where the launcher listens.</summary>
    /// <returns>The address.</returns>
    public RunPlace Place() => new RunPlace.Address(new(IPAddress.Parse(Address), Port), $"{Address}:{Port}");

    /// <summary>The configuration that the worker works with.</summary>
    /// <returns>The configuration.</returns>
    public IConfigurationRoot ToConfiguration() => new ConfigurationBuilder()
        .AddInMemoryCollection(Configuration.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build();

    /// <summary>Writes it.</summary>
    /// <returns>The line.</returns>
    public string ToLine() => JsonSerializer.Serialize(this);

    /// <summary>Reads it.</summary>
    /// <param name="line">What was read; null for nothing.</param>
    /// <exception cref="KimiException">It is none.</exception>
    public static Invitation Parse(string? line)
    {
        try
        {
            if (JsonSerializer.Deserialize<Invitation>(line ?? "")
                is { Worker: not null, Cluster: not null, Address: not null, Configuration: not null } invitation)
            {
                return invitation;
            }
        }
        catch (JsonException)
        {
            // Whoever typed something is told how to start workers.
        }

        throw new KimiException(
            "a worker without --join is started by the run that it works for: write run <recipe> --workers 3 --processes, or worker --join <host>:<port>");
    }
}
