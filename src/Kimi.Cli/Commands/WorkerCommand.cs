using System.CommandLine;
using System.Runtime.CompilerServices;
using Kimi.Cli.Hosting;
using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Kimi.Torch.Native;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kimi.Cli.Commands;

/// <summary><c>worker</c>: executes rollouts, for the run that started this process or for one that it joins.</summary>
internal sealed class WorkerCommand : Command
{
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
        SetAction((arguments, cancellationToken) =>
        {
            context.Stopping = "stopping this worker: what it was at is left to others";
            return arguments.GetResult(join) is { Implicit: false }
                ? JoinAsync(context, common.Read(arguments), arguments.GetValue(join), cancellationToken)
                : WorkAsync(context, cancellationToken);
        });
    }

    // Methods of their own, so that other commands load no library of clusters.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task WorkAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var invitation = Invitation.Parse(await context.Input.ReadLineAsync(cancellationToken).ConfigureAwait(false));
        Lifeline.Hold(context.Input);
        var app = context.ConfigureWorker(invitation.ToConfiguration());
        await context.WithHostAsync(app, addServices: null, services => RolloutWorker.RunAsync(invitation, services, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task JoinAsync(CommandContext context, ConfigurationArguments arguments, string? address, CancellationToken cancellationToken)
    {
        if (arguments.Settings.FirstOrDefault(setting => !HostSettings.Contains(setting.Split('=')[0].Trim())) is { } foreign)
            throw new KimiException($"--set {foreign} is for the run, from which a worker takes all but what its host computes on: give it there");
        var own = context.Configure(arguments);
        var place = PlaceOf(address, own.Options);
        LibTorch.Load();
        await context.WithServicesAsync(own, services => new JoiningWorker(
            place,
            services.GetRequiredService<IOptions<KimiOptions>>(),
            services.GetRequiredService<ILoggerFactory>(),
            (configuration, work) => context.WithHostAsync(
                context.ConfigureWorker(HostSettings.With(own.Configuration, configuration)), addServices: null, work, cancellationToken))
            .RunAsync(context.Notices.Write, cancellationToken)).ConfigureAwait(false);
    }

    private static RunPlace PlaceOf(string? address, KimiOptions options) =>
        address is not null ? new RunPlace.Address(ClusterAccess.Parse(address, "--join"), address)
        : options.ClusterRedis.Length > 0 ? new RunPlace.Redis(options.ClusterRedis)
        : throw new KimiException($"--join needs the address of a run, such as 10.0.0.1:8760, or Kimi:{nameof(KimiOptions.ClusterRedis)}");
}
