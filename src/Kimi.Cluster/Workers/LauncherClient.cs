using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;

namespace Kimi.Cluster.Workers;

/// <summary>A worker's connection to its launcher.</summary>
internal sealed class LauncherClient : IDisposable
{
    // The next run may be elsewhere.
    private static readonly TimeSpan s_refresh = TimeSpan.FromSeconds(1);

    private readonly IHost _host;

    /// <summary>Prepares it.</summary>
    /// <param name="access">What admits this process.</param>
    /// <param name="place">Where the launcher listens.</param>
    /// <param name="log">Where Orleans logs.</param>
    public LauncherClient(ClusterAccess access, RunPlace place, OrleansLog log)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(log);
        builder.Services.AddRecordMessages();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = access.Name);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = s_refresh);
            access.Secure(client);
            switch (place)
            {
                case RunPlace.Address address:
                    client.UseStaticClustering(address.EndPoint);
                    break;
                case RunPlace.Redis redis:
                    client.UseRedisClustering(redis.Server);
                    break;
            }
        });
        _host = builder.Build();
    }

    /// <summary>Reads orders.</summary>
    public Serializer<WorkerOrder> Orders => _host.Services.GetRequiredService<Serializer<WorkerOrder>>();

    /// <summary>Connects.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Exception">The launcher is not there.</exception>
    public async Task<ILauncher> ConnectAsync(CancellationToken cancellationToken)
    {
        await _host.StartAsync(cancellationToken).ConfigureAwait(false);
        return _host.Services.GetRequiredService<IGrainFactory>().GetGrain<ILauncher>(0);
    }

    /// <inheritdoc/>
    public void Dispose() => _host.Dispose();
}
