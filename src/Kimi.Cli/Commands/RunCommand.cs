using System.CommandLine;
using Kimi.Cli.Display;
using Kimi.Cli.Hosting;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Cli.Commands;

/// <summary><c>run</c>: runs a recipe, or continues it.</summary>
internal sealed class RunCommand : Command
{
    private const string FromOption = "--from";

    public RunCommand(CommandContext context)
        : base("run", "Runs a recipe; outputs that already exist are not computed again.")
    {
        var recipe = new Argument<string>("recipe") { Description = "The recipe's name." };
        var until = new Option<string?>("--until") { Description = "Stops after this stage.", HelpName = "stage" };
        var from = new Option<string?>(FromOption) { Description = "Computes this stage, and what depends on it, again.", HelpName = "stage" };
        Arguments.Add(recipe);
        Options.Add(until);
        Options.Add(from);
        var common = CommonOptions.AddTo(this);
        SetAction((arguments, cancellationToken) =>
        {
            var graph = context.Recipes.Find(arguments.GetRequiredValue(recipe));
            var request = new RunRequest
            {
                Until = arguments.GetValue(until) is { } last ? RecipeCatalog.FindStage(graph, last) : null,
                From = arguments.GetValue(from) is { } first ? RecipeCatalog.FindStage(graph, first) : null,
                Command = CommandLine(context.Arguments),
            };
            return RunAsync(context, context.Configure(common.Read(arguments), graph.Name), graph, request, cancellationToken);
        });
    }

    private static async Task RunAsync(CommandContext context, ConfiguredApp app, RecipeGraph graph, RunRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await context.WithHostAsync(
                app,
                services => services.AddSingleton<IRunListener>(
                    provider => ConsoleListener.For(context.Console, context.Notices, provider.GetRequiredService<TimeProvider>())),
                services => services.GetRequiredService<GraphRunner>().RunAsync(app[graph].Recipe, request, cancellationToken),
                cancellationToken).ConfigureAwait(false);
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
