using System.Globalization;
using System.Net;
using Kimi.Cluster.Weights;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kimi.Cluster.Workers;

/// <summary>
/// A worker that was started by itself, on this or another machine: it joins the run that listens, again after every interruption, and afterwards the next one.
/// </summary>
/// <param name="address">Where the run listens; null where that stands in Redis.</param>
/// <param name="place">That in words.</param>
/// <param name="services">The runtime.</param>
internal sealed class JoiningWorker(IPEndPoint? address, string place, IServiceProvider services)
{
    private static readonly TimeSpan s_pulse = TimeSpan.FromSeconds(1);

    // As long as the launcher waits for a sign of life.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly IOptions<KimiOptions> _options = services.GetRequiredService<IOptions<KimiOptions>>();
    private readonly ILogger _logger = services.GetRequiredService<ILogger<JoiningWorker>>();

    /// <summary>Works until it is ended.</summary>
    /// <param name="tell">Told what a person at the console wants to know, one line each.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="KimiException">It cannot join, or gets no work.</exception>
    public async Task RunAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        var access = ClusterAccess.Of(_options.Value, place, IsThisMachine);
        var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}");
        using var policies = new MappedPolicies(_options, services.GetRequiredService<IImageStore>());
        using var executor = RolloutWorker.Executor(name, policies, services);
        var rewards = RolloutWorker.Rewards(services);
        using var copies = new CopiedWeights(_options);
        using var log = new OrleansLog(services.GetRequiredService<ILoggerFactory>());
        var told = $"waits for a run at {place}";
        Tell();
        for (var start = 1; ; start++)
        {
            try
            {
                log.IsQuiet = true;
                using var client = new LauncherClient(access, address, _options.Value.ClusterRedis, log);
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                patience.CancelAfter(s_patience);
                var launcher = await client.ConnectAsync(patience.Token).WaitAsync(patience.Token).ConfigureAwait(false);
                log.IsQuiet = false;

                // A worker that lost its connection is another one to the launcher, which issues the order of the former again.
                var own = $"{name}, start {start}";
                var worker = new RolloutWorker(
                    launcher, own, IsThisMachine ? executor : new CopyingExecutor(executor, copies, new LauncherFiles(launcher), _logger), rewards);
                await worker.JoinAsync(cancellationToken).WaitAsync(s_patience, cancellationToken).ConfigureAwait(false);
                told = $"works for the run at {place}";
                Tell();
                await WorkAsync(worker, launcher, own, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not KimiException && !cancellationToken.IsCancellationRequested)
            {
                _logger.LogDebug(exception, "no connection to the run at {Place}", place);
            }

            if (told != (told = $"waits for a run at {place}"))
                Tell();
            await Task.Delay(s_pulse, cancellationToken).ConfigureAwait(false);
        }

        void Tell()
        {
            tell(told);
            _logger.LogInformation("{Told}", told);
        }
    }

    private bool IsThisMachine => address is not null && IPAddress.IsLoopback(address.Address);

    private static async Task WorkAsync(RolloutWorker worker, ILauncher launcher, string name, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = worker.WorkAsync(end.Token);
        await Task.WhenAny(working, PulseAsync(launcher, name, end.Token)).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        await working.ConfigureAwait(false);
    }

    // Ends when the launcher no longer knows the worker, or does not answer.
    private static async Task PulseAsync(ILauncher launcher, string name, CancellationToken cancellationToken)
    {
        do
            await Task.Delay(s_pulse, cancellationToken).ConfigureAwait(false);
        while (await launcher.IsKnownAsync(name).WaitAsync(s_patience, cancellationToken).ConfigureAwait(false));
    }
}
