using System.CommandLine;
using System.Runtime.CompilerServices;
using Kimi.Cli.Hosting;
using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Kimi.Runtime.Settings;

namespace Kimi.Cli.Commands;

/// <summary><c>worker</c>: executes rollouts, for the run that started this process or for one that it joins.</summary>
internal sealed class WorkerCommand : Command
{
    private const string InRedis = "";

    public WorkerCommand(CommandContext context)
        : base(WorkerLaunch.Command, "Generates responses for a run: one that started this process, or one that it joins.")
    {
        var join = new Option<string?>("--join")
        {
            Description = "Joins the run that was started with --listen and this address; without one, the run that Redis names (Kimi:ClusterRedis).",
            HelpName = "address",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => null,
        };
        Options.Add(join);
        var common = CommonOptions.AddDeviceTo(this);
        SetAction((arguments, cancellationToken) => RunAsync(
            context,
            context.Configure(common.Read(arguments)),
            arguments.GetResult(join) is { Implicit: false } ? arguments.GetValue(join) ?? InRedis : null,
            cancellationToken));
    }

    // A method of its own, so that other commands load no library of clusters.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task RunAsync(CommandContext context, ConfiguredApp app, string? join, CancellationToken cancellationToken)
    {
        if (join is not null)
        {
            await context.WithHostAsync(app, addServices: null, services => JoinAsync(context, app, join, services, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            return;
        }

        var invitation = Invitation.Parse(await context.Input.ReadLineAsync(cancellationToken).ConfigureAwait(false));
        Lifeline.Hold(context.Input);
        await context.WithHostAsync(app, addServices: null, services => RolloutWorker.RunAsync(invitation, services, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    private static Task JoinAsync(CommandContext context, ConfiguredApp app, string join, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (join == InRedis && app.Options.ClusterRedis.Length == 0)
            throw new KimiException($"--join needs the address of a run, such as 10.0.0.1:8760, or Kimi:{nameof(KimiOptions.ClusterRedis)}");
        var worker = join == InRedis
            ? new JoiningWorker(address: null, $"the address in Redis at {app.Options.ClusterRedis}", services)
            : new JoiningWorker(ClusterAccess.Parse(join, "--join"), join, services);
        return worker.RunAsync(context.Notices.Write, cancellationToken);
    }
}
