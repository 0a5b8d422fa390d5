using System.CommandLine;
using System.Runtime.CompilerServices;
using Kimi.Cli.Hosting;
using Kimi.Cluster.Workers;

namespace Kimi.Cli.Commands;

/// <summary><c>worker</c>: executes rollouts for the run that started this process.</summary>
internal sealed class WorkerCommand : Command
{
    public WorkerCommand(CommandContext context)
        : base(WorkerLaunch.Command, "Generates responses for a run that was started with --processes, which starts it.")
    {
        var common = CommonOptions.AddSettingsTo(this);
        SetAction((arguments, cancellationToken) => RunAsync(context, common.Read(arguments), cancellationToken));
    }

    // A method of its own, so that other commands load no library of clusters.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task RunAsync(CommandContext context, ConfigurationArguments arguments, CancellationToken cancellationToken)
    {
        var invitation = Invitation.Parse(await context.Input.ReadLineAsync(cancellationToken).ConfigureAwait(false));
        Lifeline.Hold(context.Input);
        await context.WithHostAsync(
            context.Configure(arguments), addServices: null, services => RolloutWorker.RunAsync(invitation, services, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }
}
