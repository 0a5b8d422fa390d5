using System.CommandLine;
using System.Globalization;
using Kimi.Cli.Display;
using Kimi.Cli.Hosting;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Torch.Collectives;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Cli.Commands;

/// <summary><c>run</c>: runs a recipe, or continues it.</summary>
internal sealed class RunCommand : Command
{
    private const string FromOption = "--from";
    private const int Stopped = 130;

    public RunCommand(CommandContext context)
        : base("run", "Runs a recipe; outputs that already exist are not computed again.")
    {
        var recipe = new Argument<string>("recipe") { Description = "The recipe's name." };
        var until = new Option<string?>("--until") { Description = "Stops after this stage.", HelpName = "stage" };
        var from = new Option<string?>(FromOption) { Description = "Computes this stage, and what depends on it, again.", HelpName = "stage" };
        Arguments.Add(recipe);
        Options.Add(until);
        Options.Add(from);
        var trainers = NumberOption.Of(
            "--trainers", "Processes that train together, by Open MPI; rollouts, judging and files are the first one's.", 1, 1024, 1);
        Options.Add(trainers);
        var common = CommonOptions.AddTo(this);
        SetAction((arguments, cancellationToken) =>
        {
            context.Stopping = StopSignals.AfterCheckpoint;
            var graph = context.Recipes.Find(arguments.GetRequiredValue(recipe));
            var request = new RunRequest
            {
                Until = arguments.GetValue(until) is { } last ? RecipeCatalog.FindStage(graph, last) : null,
                From = arguments.GetValue(from) is { } first ? RecipeCatalog.FindStage(graph, first) : null,
                Command = CommandLine(context.Arguments),
            };

            // Whoever started the trainers has told what there is to tell of the configuration.
            context.Notices.IsSilent = MpiCollective.StartedRank is not null;
            var app = context.Configure(common.Read(arguments), graph.Name);
            context.Notices.IsSilent = false;
            return MpiCollective.StartedRank switch
            {
                null when arguments.GetValue(trainers) is > 1 and var count => StartTrainersAsync(context, app, count, cancellationToken),
                null => RunAsync(context, app, graph, request, sharing: null, cancellationToken),
                0 => LeadAsync(context, app, graph, request, cancellationToken),
                _ => FollowAsync(context, app, cancellationToken),
            };
        });
    }

    private static Task<int> StartTrainersAsync(CommandContext context, ConfiguredApp app, int count, CancellationToken cancellationToken)
    {
        if (app.Options.Device != "cpu")
            throw new KimiException($"--trainers {count} is for the CPU, and the device is {app.Options.Device}: leave it out");
        IEnumerable<string> threads = app.Options.Threads > 0
            ? []
            : ["--threads", Math.Max(1, Environment.ProcessorCount / count).ToString(CultureInfo.InvariantCulture)];
        return TrainerProcesses.RunAsync(count, [.. context.Arguments, .. threads], context, cancellationToken);
    }

    private static async Task<int> LeadAsync(
        CommandContext context, ConfiguredApp app, RecipeGraph graph, RunRequest request, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ = Task.Run(
            async () =>
            {
                await context.Input.ReadToEndAsync(CancellationToken.None).ConfigureAwait(false);
                await stop.CancelAsync().ConfigureAwait(false);
            },
            CancellationToken.None);
        LibTorch.Load();
        using var collective = MpiCollective.Join();
        using var team = new TrainerTeam(collective);
        try
        {
            return await RunAsync(context, app, graph, request, team, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Stopped;
        }
    }

    private static async Task<int> FollowAsync(CommandContext context, ConfiguredApp app, CancellationToken cancellationToken)
    {
        await context.WithHostAsync(
            app,
            addServices: null,
            _ =>
            {
                LibTorch.Load();
                using var collective = MpiCollective.Join();
                using var trainer = new Trainer(collective);
                trainer.Run();
                return Task.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return 0;
    }

    private static async Task<int> RunAsync(
        CommandContext context, ConfiguredApp app, RecipeGraph graph, RunRequest request, IGradientSharing? sharing, CancellationToken cancellationToken)
    {
        try
        {
            await context.WithHostAsync(
                app,
                services =>
                {
                    services.AddSingleton<IRunListener>(
                        provider => ConsoleListener.For(context.Console, context.Notices, provider.GetRequiredService<TimeProvider>()));
                    if (sharing is not null)
                        services.AddSingleton(sharing);
                },
                services => services.GetRequiredService<GraphRunner>().RunAsync(app[graph].Recipe, request, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            context.Notices.Write($"stopped; checkpoints are kept. To go on from there: {CommandToGoOn(context.Arguments)}");
            throw;
        }
    }

    // --from would compute the stage from the start again.
    private static string CommandToGoOn(IReadOnlyList<string> arguments) =>
        CommandLine(arguments.Where((argument, index) => argument.Split('=', ':')[0] != FromOption && (index == 0 || arguments[index - 1] != FromOption)));

    private static string CommandLine(IEnumerable<string> arguments) =>
        string.Join(' ', arguments.Select(argument => argument.Contains(' ') ? $"\"{argument}\"" : argument));
}
