using System.Diagnostics;
using System.Net;
using Kimi.Cluster.Weights;
using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kimi.Cluster.Launching;

/// <summary>This process towards all its workers, those that it starts and those that join.</summary>
internal sealed class Launcher : IAsyncDisposable
{
    private readonly KimiOptions _options;
    private readonly IConfiguration _configuration;
    private readonly Func<ProcessStartInfo> _start;
    private readonly ILogger _processLog;
    private readonly OrleansLog _orleansLog;
    private readonly IPEndPoint _listen = new(IPAddress.Loopback, 0);
    private readonly Lazy<Task<LauncherSilo>> _silo;

    /// <summary>Prepares it.</summary>
    /// <param name="options">Where it listens, and what workers compute on.</param>
    /// <param name="configuration">The configuration in force, which workers get.</param>
    /// <param name="images">The images of prompts.</param>
    /// <param name="start">How a process is started, with its standard input and error redirected; it then runs <see cref="RolloutWorker"/>.</param>
    /// <param name="log">Where workers and Orleans log.</param>
    /// <exception cref="KimiException">It may not listen there.</exception>
    public Launcher(IOptions<KimiOptions> options, IConfiguration configuration, IImageStore images, Func<ProcessStartInfo> start, ILoggerFactory log)
    {
        (_options, _configuration, _start, _processLog) = (options.Value, configuration, start, log.CreateLogger<WorkerProcess>());
        (_orleansLog, Weights) = (new(log), new(options));
        Capabilities = LocalExecutor.CapabilitiesOf(_options);
        Expected = new(ApplicationBuild.Current, Capabilities.Fingerprint);
        Desk = new(Weights, images, RunConfiguration.OfJoined(configuration));
        Access = ClusterAccess.Own();
        if (IsJoined)
        {
            _listen = ClusterAccess.Parse(_options.WorkerAddress, $"Kimi:{nameof(KimiOptions.WorkerAddress)}");
            Access = ClusterAccess.Of(_options, _options.WorkerAddress, IPAddress.IsLoopback(_listen.Address) && _options.ClusterRedis.Length == 0);
        }

        _silo = new(StartSiloAsync);
    }

    /// <summary>Whether workers may join that were started elsewhere.</summary>
    public bool IsJoined => _options.WorkerAddress.Length > 0;

    /// <summary>What workers must be.</summary>
    public WorkerDescription Expected { get; }

    /// <summary>What they can do then.</summary>
    public ExecutorCapabilities Capabilities { get; }

    /// <summary>The policies that they use.</summary>
    public PublishedWeights Weights { get; }

    /// <summary>What answers their calls.</summary>
    public LauncherDesk Desk { get; }

    /// <summary>What admits them.</summary>
    public ClusterAccess Access { get; }

    /// <summary>Processes of the same application on this machine, which are started when they are first needed.</summary>
    /// <param name="name">The name of each, before its number.</param>
    /// <param name="count">How many.</param>
    public IReadOnlyList<WorkerProcess> Processes(string name, int count) =>
        [.. Enumerable.Range(1, count).Select(number => new WorkerProcess(
            $"{name} {number}", Expected, StartAsync, Desk.Connections, TimeProvider.System, _processLog))];

    /// <summary>Begins to listen, unless it does.</summary>
    /// <returns>Where.</returns>
    /// <exception cref="KimiException">It cannot listen there.</exception>
    public async Task<IPEndPoint> ListenAsync() => (await _silo.Value.ConfigureAwait(false)).EndPoint;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Weights.Dispose();
        _orleansLog.Dispose();
        if (_silo is { IsValueCreated: true, Value.IsFaulted: false })
            await (await _silo.Value.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }

    private async Task<Process> StartAsync(string worker)
    {
        var place = await ListenAsync().ConfigureAwait(false);
        var process = Process.Start(_start())!;
        try
        {
            var invitation = new Invitation(
                worker, Access.Name, place.Address.ToString(), place.Port, RunConfiguration.OfProcess(_configuration, _options));
            await process.StandardInput.WriteLineAsync(invitation.ToLine()).ConfigureAwait(false);
            await process.StandardInput.FlushAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It has ended already, which whoever waits for it is told.
        }

        return process;
    }

    private async Task<LauncherSilo> StartSiloAsync()
    {
        try
        {
            return await LauncherSilo.StartAsync(Access, _listen, IsJoined ? _options.ClusterRedis : "", Desk, _orleansLog).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsJoined)
        {
            var redis = _options.ClusterRedis.Length > 0 ? $", told by Redis at {_options.ClusterRedis}" : "";
            throw new KimiException(
                $"no workers can join at {_options.WorkerAddress}{redis} ({exception.GetBaseException().Message.TrimEnd('.')}): correct the address, or run "
                + "again without it", exception);
        }
    }
}
