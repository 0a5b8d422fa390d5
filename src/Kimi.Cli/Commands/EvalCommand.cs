using System.CommandLine;
using Kimi.Cli.Display;
using Kimi.Cli.Hosting;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Torch.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Cli.Commands;

/// <summary><c>eval</c>: measures any checkpoint as an evaluating stage of a recipe would.</summary>
internal sealed class EvalCommand : Command
{
    public EvalCommand(CommandContext context)
        : base("eval", "Measures a checkpoint on the problems of an evaluating stage, with that stage's options and rewards.")
    {
        var checkpoint = new Argument<string>("checkpoint") { Description = "A Hugging Face folder, such as runs/quickstart/latest/Sft/output." };
        var place = new Argument<string>("recipe:stage") { Description = "The evaluating stage, such as quickstart:SftReport." };
        Arguments.Add(checkpoint);
        Arguments.Add(place);
        var common = CommonOptions.AddTo(this);
        SetAction((arguments, cancellationToken) =>
        {
            var (graph, stage) = FindStage(context.Recipes, arguments.GetRequiredValue(place));
            var app = context.Configure(common.Read(arguments), graph.Name);
            var folder = Path.GetFullPath(arguments.GetRequiredValue(checkpoint));

            // A wrong folder is reported before the problems are made.
            _ = TransformerConfig.Load(folder);
            return context.WithHostAsync(
                app, addServices: null, services => EvaluateAsync(context, services, app[graph].Recipe, stage, folder, cancellationToken), cancellationToken);
        });
    }

    private static (RecipeGraph Graph, Stage Stage) FindStage(RecipeCatalog recipes, string place)
    {
        if (place.Split(':') is not [var recipe, var name])
            throw new KimiException($"'{place}' names no stage of a recipe: write both, such as quickstart:SftReport");
        var graph = recipes.Find(recipe);
        var stage = RecipeCatalog.FindStage(graph, name);
        return stage.Options is EvaluateAttribute
            ? (graph, stage)
            : throw new KimiException($"stage {stage.Name} of {graph.Name} does not evaluate: {Choice(graph)}");
    }

    private static string Choice(RecipeGraph graph)
    {
        var stages = graph.Stages.Where(stage => stage.Options is EvaluateAttribute).Select(stage => stage.Name).ToList();
        return stages.Count > 0 ? $"choose from {string.Join(", ", stages)}" : "add a stage with [Evaluate] to it";
    }

    private static async Task EvaluateAsync(
        CommandContext context, IServiceProvider services, EffectiveRecipe recipe, Stage stage, string folder, CancellationToken cancellationToken)
    {
        var source = stage.Inputs[1].Sources[0];
        var results = await services.GetRequiredService<GraphRunner>()
            .RunAsync(PartUpTo(recipe, stage.RewardModel is { } judge ? [source, judge] : [source]), new(), cancellationToken)
            .ConfigureAwait(false);

        using var scope = services.CreateScope();
        var effective = recipe[stage];
        scope.ServiceProvider.GetRequiredService<StageScope>().Stage = effective;
        if (stage.RewardModel is { } rewardModel)
            scope.ServiceProvider.GetRequiredService<StageScope>().RewardModel = (RewardModel)Output(rewardModel);
        var problems = (PromptSet)Output(source);
        ArtifactStore.CheckOutput(folder);
        var policy = new Policy(folder) { Origin = NameOf(folder) };
        var time = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        var started = time.GetTimestamp();
        using var measuring = new DetachedStage(stage.Name, SeededRandom.DeriveSeed((ulong)recipe.Seed, stage.Name));
        var evaluation = await scope.ServiceProvider.GetRequiredService<IStage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation>>()
            .RunAsync((EvaluateAttribute)effective.Options, [policy], problems, measuring, cancellationToken)
            .ConfigureAwait(false);
        context.Console.Write(ConsoleListener.Results(
            [new(policy.Origin, Cached: false, time.GetElapsedTime(started).TotalSeconds, measuring.Summary, folder)]));
        context.Console.Write(EvaluationTable.Of(evaluation.Policies[0]));

        Artifact Output(Stage made) => made.Read(scope.ServiceProvider, Path.Combine(results.First(result => result.Stage == made.Name).Folder, "output"));
    }

    // Under a name of its own, so that the recipe's runs and their summaries stay as they are; outputs are still shared.
    private static EffectiveRecipe PartUpTo(EffectiveRecipe recipe, IReadOnlyList<Stage> last)
    {
        var needed = last.SelectMany(recipe.Graph.UpTo).ToHashSet();
        List<Stage> stages = [.. recipe.Graph.Stages.Where(needed.Contains)];
        return new(new($"{recipe.Graph.Name}-eval", recipe.Graph.Recipe, recipe.Seed, stages), recipe.Seed, [.. stages.Select(stage => recipe[stage])]);
    }

    // Runs keep every checkpoint in a folder called output, whose name would say nothing.
    private static string NameOf(string folder)
    {
        var trimmed = Path.TrimEndingDirectorySeparator(folder);
        return Path.GetFileName(trimmed) is var name && name != "output" ? name : Path.GetFileName(Path.GetDirectoryName(trimmed)!);
    }
}
