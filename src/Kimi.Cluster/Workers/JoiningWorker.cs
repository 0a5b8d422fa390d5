using System.Globalization;
using Kimi.Cluster.Weights;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kimi.Cluster.Workers;

/// <summary>Has work done with the services that a run's configuration gives, without what each host has for itself.</summary>
/// <param name="configuration">The configuration.</param>
/// <param name="work">The work.</param>
internal delegate Task WithServices(IReadOnlyDictionary<string, string> configuration, Func<IServiceProvider, Task> work);

/// <summary>
/// A worker that was started by itself, on this or another machine: it joins the run that listens, again after every interruption, and afterwards the next one.
/// Each time it takes the run's configuration.
/// </summary>
/// <param name="place">Where the run listens.</param>
/// <param name="options">What this host has for itself.</param>
/// <param name="log">Where it logs.</param>
/// <param name="withServices">Has work done.</param>
internal sealed class JoiningWorker(RunPlace place, IOptions<KimiOptions> options, ILoggerFactory log, WithServices withServices)
{
    private static readonly TimeSpan s_pulse = TimeSpan.FromSeconds(1);

    // As long as the launcher waits for a sign of life.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly ILogger _logger = log.CreateLogger<JoiningWorker>();

    /// <summary>Works until it is ended.</summary>
    /// <param name="tell">Told what a person at the console wants to know, one line each.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="KimiException">It cannot join, or gets no work.</exception>
    public async Task RunAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        var access = ClusterAccess.Of(options.Value, $"{place}", place.IsThisMachine);
        var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}");
        using var copies = new CopiedWeights(options);
        using var orleansLog = new OrleansLog(log);
        var told = $"waits for a run at {place}";
        Tell();
        for (var start = 1; ; start++)
        {
            // A worker that lost its connection is another one to the launcher, which issues the order of the former again.
            var own = $"{name}, start {start}";
            orleansLog.IsQuiet = true;
            using var client = new LauncherClient(access, place, orleansLog);
            if (await JoinAsync(client, own, cancellationToken).ConfigureAwait(false) is { } launcher)
            {
                orleansLog.IsQuiet = false;
                told = $"works for the run at {place}";
                Tell();
                await WorkAsync(launcher, own, new OrderReader(launcher, own, client.Orders), copies, cancellationToken).ConfigureAwait(false);
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

    // Returns null if there is no run.
    private Task<ILauncher?> JoinAsync(LauncherClient client, string name, CancellationToken cancellationToken) => UnlessCutAsync(
        async () =>
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(s_patience);
            var launcher = await client.ConnectAsync(patience.Token).WaitAsync(patience.Token).ConfigureAwait(false);
            await RolloutWorker.JoinAsync(launcher, name, options.Value, patience.Token).ConfigureAwait(false);
            return launcher;
        },
        cancellationToken);

    private async Task WorkAsync(ILauncher launcher, string name, OrderReader orders, CopiedWeights copies, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pulse = EndWithPulseAsync(launcher, name, end);
        try
        {
            if (await UnlessCutAsync(() => launcher.ConfigurationAsync().WaitAsync(end.Token), cancellationToken).ConfigureAwait(false) is { } configuration)
            {
                await withServices(configuration, async services =>
                {
                    using var policies = new MappedPolicies(options, services.GetRequiredService<IImageStore>());
                    using var local = RolloutWorker.Executor(name, policies, services);
                    var files = new LauncherFiles(launcher);
                    var executor = new CopyingExecutor(
                        local, place.IsThisMachine ? null : copies, services.GetRequiredService<ImageStore>(), files, _logger);
                    var worker = new RolloutWorker(launcher, name, orders, executor, services);
                    await UnlessCutAsync(
                        async () =>
                        {
                            await worker.WorkAsync(end.Token).ConfigureAwait(false);
                            return worker;
                        },
                        cancellationToken).ConfigureAwait(false);
                }).ConfigureAwait(false);
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await pulse.ConfigureAwait(false);
        }
    }

    // Whatever a connection that is cut makes of a call; null then.
    private async Task<T?> UnlessCutAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not KimiException && !cancellationToken.IsCancellationRequested)
        {
            _logger.LogDebug(exception, "no connection to the run at {Place}", place);
            return null;
        }
    }

    // Ends the work when the launcher no longer knows the worker, or does not answer.
    private static async Task EndWithPulseAsync(ILauncher launcher, string name, CancellationTokenSource end)
    {
        try
        {
            do
                await Task.Delay(s_pulse, end.Token).ConfigureAwait(false);
            while (await launcher.IsKnownAsync(name).WaitAsync(s_patience, end.Token).ConfigureAwait(false));
        }
        catch (Exception)
        {
            // Which of the two it is shows when it joins again.
        }

        await end.CancelAsync().ConfigureAwait(false);
    }
}
