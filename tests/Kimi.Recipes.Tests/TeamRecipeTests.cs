using Kimi.Dsl;
using Kimi.Runtime;
using Kimi.Runtime.Execution;
using Kimi.Torch.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Recipes.Tests;

public sealed class TeamRecipeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kimi-team-").FullName;
    private readonly Notebook _notebook = new();

    [Fact]
    public async Task A_generated_recipe_uses_the_teams_reward_and_transform_with_services()
    {
        using var services = Services();

        var policy = await services.GetRequiredService<GraphRunner>().RunAsync(TeamRecipe.Graph, TeamRecipe.Stages.Trained);

        using var model = Transformer.Load(policy.Folder);
        Assert.Contains("64 problems", _notebook.Lines);
        Assert.Contains("at least 3", _notebook.Lines);
    }

    [Fact]
    public async Task A_derived_recipe_shares_what_it_does_not_override()
    {
        using var services = Services();
        var runner = services.GetRequiredService<GraphRunner>();
        await runner.RunAsync(EffectiveRecipe.Declared(TeamRecipe.Graph), new());

        var results = await runner.RunAsync(EffectiveRecipe.Declared(CarefulTeamRecipe.Graph), new());

        Assert.Equal(["Trained"], results.Where(result => !result.Cached).Select(result => result.Stage));
        Assert.Contains("at least 2", _notebook.Lines);
        Assert.Equal(3, CarefulTeamRecipe.Graph.Seed);
    }

    [Fact]
    public async Task A_built_in_stage_is_replaced_by_the_teams()
    {
        using var services = Services(registered => registered.AddStage<NoTraining>());

        var policy = await services.GetRequiredService<GraphRunner>().RunAsync(TeamRecipe.Graph, TeamRecipe.Stages.Trained);

        using var trained = Transformer.Load(policy.Folder);
        Assert.Contains("no training today", _notebook.Lines);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ServiceProvider Services(Action<IServiceCollection>? configure = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Kimi:RunsFolder"] = _folder }).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddKimi().AddSingleton(_notebook);
        configure?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private sealed class NoTraining(Notebook notebook) : IStage<ReinforceAttribute, Policy, PromptSet, Policy>
    {
        public Task<Policy> RunAsync(ReinforceAttribute options, Policy input1, PromptSet input2, StageContext context, CancellationToken cancellationToken)
        {
            notebook.Write("no training today");
            return Task.FromResult(input1);
        }
    }
}
