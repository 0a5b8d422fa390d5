using System.Net;
using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Cluster.Workers;

/// <summary>What a launcher says to a worker that it starts: one line of JSON on its standard input.</summary>
/// <param name="Worker">The worker's name.</param>
/// <param name="Cluster">The cluster's name, which nobody else knows.</param>
/// <param name="Port">The port of this machine at which the launcher listens.</param>
internal sealed record Invitation(string Worker, string Cluster, int Port)
{
    /// <summary>Where the launcher listens.</summary>
    /// <returns>The address.</returns>
    public IPEndPoint Address() => new(IPAddress.Loopback, Port);

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
            if (JsonSerializer.Deserialize<Invitation>(line ?? "") is { Worker: not null, Cluster: not null } invitation)
                return invitation;
        }
        catch (JsonException)
        {
            // Whoever typed something is told how to start workers.
        }

        throw new KimiException("a worker is started by the run that it works for: write run <recipe> --workers 3 --processes");
    }
}
