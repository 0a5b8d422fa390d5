using System.Net;
using System.Net.Sockets;
using Kimi.Cluster.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Kimi.Cluster.Launching;

/// <summary>
/// This process as the one silo of a cluster, at loopback addresses; workers are its clients. Were they silos too, every one that is killed would hold up the
/// others, which wait for answers of all members before they take in another one.
/// </summary>
internal sealed class LauncherSilo : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly IHost _host;

    private LauncherSilo(IHost host, int port) => (_host, Port) = (host, port);

    /// <summary>The port at which it listens to workers.</summary>
    public int Port { get; }

    /// <summary>Starts it.</summary>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="workers">The workers, by their names.</param>
    /// <param name="log">Where Orleans logs.</param>
    public static async Task<LauncherSilo> StartAsync(string cluster, WorkerConnections workers, OrleansLog log)
    {
        var (own, gateway) = FreePorts();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(log);
        builder.Services.AddRecordMessages();
        builder.Services.AddSingleton(workers);
        builder.UseOrleans(silo => silo
            .UseDevelopmentClustering(new IPEndPoint(IPAddress.Loopback, own))
            .ConfigureEndpoints(IPAddress.Loopback, own, gateway)
            .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = cluster));
        var host = builder.Build();
        try
        {
            await host.StartAsync(CancellationToken.None).ConfigureAwait(false);
            return new(host, gateway);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Nothing has to be handed over to anyone.
        await _host.StopAsync(new CancellationToken(canceled: true)).WaitAsync(s_patience).ConfigureAwait(false);
        _host.Dispose();
    }

    // Orleans cannot tell which ports it was given, so they are asked for before it starts.
    private static (int, int) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
