using System.Net;
using System.Net.Sockets;
using Kimi.Cluster.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Kimi.Cluster.Launching;

/// <summary>
/// This process as the one silo of a cluster; workers are its clients. Were they silos too, every one that is killed would hold up the others, which wait for
/// answers of all members before they take in another one.
/// </summary>
internal sealed class LauncherSilo : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly IHost _host;

    private LauncherSilo(IHost host, IPEndPoint endPoint) => (_host, EndPoint) = (host, endPoint);

    /// <summary>Where it listens to workers.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Starts it.</summary>
    /// <param name="access">Who is admitted.</param>
    /// <param name="listen">Where it listens to workers; port 0 for any that is free.</param>
    /// <param name="redis">The Redis server in which that is told; empty for none.</param>
    /// <param name="desk">What answers the workers' calls.</param>
    /// <param name="log">Where Orleans logs.</param>
    public static async Task<LauncherSilo> StartAsync(ClusterAccess access, IPEndPoint listen, string redis, LauncherDesk desk, OrleansLog log)
    {
        var own = FreePort(IPAddress.Loopback);
        var gateway = new IPEndPoint(listen.Address, listen.Port > 0 ? listen.Port : FreePort(listen.Address));
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(log);
        builder.Services.AddRecordMessages();
        builder.Services.AddSingleton(desk);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = access.Name);
            silo.ConfigureEndpoints(gateway.Address, own, gateway.Port);
            // No other silo ever calls this one.
            silo.Configure<EndpointOptions>(options =>
                (options.SiloListeningEndpoint, options.GatewayListeningEndpoint) = (new(IPAddress.Loopback, own), gateway));
            access.Secure(silo);
            if (redis.Length > 0)
                silo.UseRedisClustering(redis);
            else
                silo.UseDevelopmentClustering(new IPEndPoint(gateway.Address, own));
        });
        var host = builder.Build();
        try
        {
            if (redis.Length > 0)
                await ForgetEarlierAsync(host.Services.GetRequiredService<IMembershipTable>(), access.Name).ConfigureAwait(false);
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

    // A launcher that was killed still stands there, and would be waited for.
    private static async Task ForgetEarlierAsync(IMembershipTable table, string cluster)
    {
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, CancellationToken.None).ConfigureAwait(false);
        await table.DeleteMembershipTableEntriesAsync(cluster, CancellationToken.None).ConfigureAwait(false);
    }

    // Orleans cannot tell which ports it was given, so they are asked for before it starts.
    private static int FreePort(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
