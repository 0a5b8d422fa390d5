using Kimi.Cluster.Weights;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kimi.Cluster.Workers;

/// <summary>
/// What a worker's process does: it generates what the launcher orders, one order after the other, as this process's own executor does; and judges responses
/// and plays episodes as they come.
/// </summary>
/// <param name="launcher">The launcher.</param>
/// <param name="name">The worker's name.</param>
/// <param name="orders">The launcher's orders.</param>
/// <param name="executor">The executor, which has a thread of its own.</param>
/// <param name="services">What rewards and environments are created with.</param>
internal sealed class RolloutWorker(ILauncher launcher, string name, OrderReader orders, IRolloutExecutor executor, IServiceProvider services)
{
    private static readonly TimeSpan s_pulse = TimeSpan.FromSeconds(1);

    private readonly WorkerRewards _rewards = new(Components(services), services.GetRequiredService<TimeProvider>());
    private readonly WorkerEpisodes _episodes = new(
        Components(services), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<TimedEnvironment>>());

    /// <summary>Works for the launcher that started this process, until that ends it.</summary>
    /// <param name="invitation">What the launcher said.</param>
    /// <param name="services">The runtime.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(Invitation invitation, IServiceProvider services, CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<IOptions<KimiOptions>>();
        using var policies = new MappedPolicies(options, services.GetRequiredService<IImageStore>());
        using var executor = Executor(invitation.Worker, policies, services);
        using var log = new OrleansLog(services.GetRequiredService<ILoggerFactory>());
        using var client = new LauncherClient(ClusterAccess.Invited(options.Value, invitation), invitation.Place(), log);
        var launcher = await client.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await JoinAsync(launcher, invitation.Worker, options.Value, cancellationToken).ConfigureAwait(false);
        var orders = new OrderReader(launcher, invitation.Worker, client.Orders);
        var worker = new RolloutWorker(launcher, invitation.Worker, orders, executor, services);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pulse = PulseAsync(launcher, invitation.Worker, end.Token);
        try
        {
            await worker.WorkAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await pulse.ConfigureAwait(false);
        }
    }

    /// <summary>An executor of this process.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="policies">Gives the policies.</param>
    /// <param name="services">The runtime.</param>
    public static LocalExecutor Executor(string name, IPolicySource policies, IServiceProvider services) => new(
        name, services.GetRequiredService<RolloutEngine>(), policies, services.GetRequiredService<StopRules>(),
        services.GetRequiredService<IOptions<KimiOptions>>(), services.GetRequiredService<TimeProvider>());

    /// <summary>Joins.</summary>
    /// <param name="launcher">The launcher.</param>
    /// <param name="name">The worker's name.</param>
    /// <param name="options">What it computes on.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KimiException">It gets no work.</exception>
    public static async Task JoinAsync(ILauncher launcher, string name, KimiOptions options, CancellationToken cancellationToken)
    {
        var description = new WorkerDescription(ApplicationBuild.Current, LocalExecutor.CapabilitiesOf(options).Fingerprint);
        if (await launcher.JoinAsync(name, description).WaitAsync(cancellationToken).ConfigureAwait(false) is { } why)
            throw new KimiException($"this worker {why}");
    }

    /// <summary>Works as long as the launcher knows it.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        do
        {
            switch (await orders.NextAsync(cancellationToken).ConfigureAwait(false))
            {
                case WorkerOrder.Generate order:
                    await ExecuteAsync(order, cancellationToken).ConfigureAwait(false);
                    break;
                case WorkerOrder.Judge order:
                    _ = AnswerAsync(order, _rewards.JudgeAsync(order.Order, cancellationToken), cancellationToken);
                    break;
                case WorkerOrder.OpenEpisode order:
                    _ = AnswerAsync(order, _episodes.OpenAsync(order, cancellationToken), cancellationToken);
                    break;
                case WorkerOrder.StepEpisode order:
                    _ = AnswerAsync(order, _episodes.ReplyAsync(order, cancellationToken), cancellationToken);
                    break;
                case WorkerOrder.EndEpisode order:
                    _episodes.End(order.Episode);
                    break;
            }
        }
        while (await launcher.IsKnownAsync(name).WaitAsync(cancellationToken).ConfigureAwait(false));
    }

    // A part may take longer than the launcher waits for a sign of life. A sign that does not arrive means that the launcher is slow, or gone, which the
    // next question finds out.
    private static async Task PulseAsync(ILauncher launcher, string name, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(s_pulse, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Task sign = launcher.IsKnownAsync(name).WaitAsync(cancellationToken);
            await sign.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A report that does not arrive means that the launcher is gone, which the next question finds out.
    private async Task AnswerAsync(WorkerOrder order, Task<WorkerReport> answer, CancellationToken cancellationToken)
    {
        WorkerReport report;
        try
        {
            report = await answer.ConfigureAwait(false);
        }
        catch (EpisodeBrokenException exception)
        {
            report = new WorkerReport.Broken(exception.Trouble);
        }
        catch (KimiException exception)
        {
            report = new WorkerReport.Refused([.. exception.Lines]);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whoever waits for the answer waits without a limit.
            report = new WorkerReport.Failed(exception.Message);
        }

        await launcher.ReportAsync(name, order.Number, [report]).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static WorkerComponents Components(IServiceProvider services) => new(services, services.GetServices<ComponentMapping>());

    private async Task ExecuteAsync(WorkerOrder.Generate order, CancellationToken cancellationToken)
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
            if (!await launcher.ReportAsync(name, order.Number, [.. reports]).WaitAsync(cancellationToken).ConfigureAwait(false))
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
