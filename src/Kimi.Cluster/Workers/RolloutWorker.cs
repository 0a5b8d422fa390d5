using Kimi.Cluster.Weights;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Kimi.Cluster.Workers;

/// <summary>What a worker's process does: it executes the launcher's orders, one after the other, as this process's own executor does.</summary>
/// <param name="launcher">The launcher.</param>
/// <param name="name">The worker's name.</param>
/// <param name="executor">The executor, which has a thread of its own.</param>
internal sealed class RolloutWorker(ILauncher launcher, string name, IRolloutExecutor executor)
{
    /// <summary>Works until the launcher does not want it any more.</summary>
    /// <param name="invitation">What the launcher said.</param>
    /// <param name="services">The runtime.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(Invitation invitation, IServiceProvider services, CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<IOptions<KimiOptions>>();
        using var policies = new MappedPolicies(options, services.GetRequiredService<IImageStore>());
        using var executor = new LocalExecutor(
            invitation.Worker, services.GetRequiredService<RolloutEngine>(), policies, services.GetRequiredService<StopRules>(), options,
            services.GetRequiredService<TimeProvider>());
        using var log = new OrleansLog(services.GetRequiredService<ILoggerFactory>());
        using var client = Client(invitation, log);
        await client.StartAsync(cancellationToken).ConfigureAwait(false);
        var launcher = client.Services.GetRequiredService<IGrainFactory>().GetGrain<ILauncher>(0);
        await new RolloutWorker(launcher, invitation.Worker, executor).WorkAsync(cancellationToken).ConfigureAwait(false);
    }

    private static IHost Client(Invitation invitation, OrleansLog log)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(log);
        builder.Services.AddRecordMessages();
        builder.UseOrleansClient(client => client
            .UseStaticClustering(invitation.Address())
            .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = invitation.Cluster));
        return builder.Build();
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        var description = new WorkerDescription(ApplicationBuild.Current, executor.Capabilities.Fingerprint);
        await foreach (var order in launcher.OrdersAsync(name, description, cancellationToken).ConfigureAwait(false))
            await ExecuteAsync(order, cancellationToken).ConfigureAwait(false);
    }

    private async Task ExecuteAsync(WorkerOrder order, CancellationToken cancellationToken)
    {
        using var unwanted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var events = executor.ExecuteAsync(order.Order, unwanted.Token).GetAsyncEnumerator(unwanted.Token);
        var reports = new List<WorkerReport>();
        do
        {
            var next = NextAsync(events, unwanted.Token);
            // What is there at once travels together.
            if (!next.IsCompleted && reports.Count > 0)
                await TellAsync().ConfigureAwait(false);
            reports.Add(await next.ConfigureAwait(false));
        }
        while (reports[^1] is WorkerReport.Told);
        await TellAsync().ConfigureAwait(false);

        async Task TellAsync()
        {
            if (!await launcher.ReportAsync(name, order.Number, [.. reports]).ConfigureAwait(false))
                await unwanted.CancelAsync().ConfigureAwait(false);
            reports.Clear();
        }
    }

    private static async Task<WorkerReport> NextAsync(IAsyncEnumerator<RolloutEvent> events, CancellationToken unwanted)
    {
        try
        {
            return await events.MoveNextAsync().ConfigureAwait(false) ? new WorkerReport.Told(events.Current) : new WorkerReport.Done();
        }
        catch (KimiException exception)
        {
            return new WorkerReport.Refused([.. exception.Lines]);
        }
        catch (OperationCanceledException) when (unwanted.IsCancellationRequested)
        {
            return new WorkerReport.Done();
        }
        catch (Exception exception)
        {
            return new WorkerReport.Failed(exception.Message);
        }
    }
}
