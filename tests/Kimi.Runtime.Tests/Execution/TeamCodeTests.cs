using Kimi.Dsl;
using Kimi.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tests.Execution;

/// <summary>What a team brings: rewards, stages and transforms of its own.</summary>
public sealed class TeamCodeTests
{
    [Fact]
    public async Task A_teams_reward_gets_its_options_and_its_services()
    {
        var ledger = new Ledger();
        using var host = new TestHost(services => services.AddSingleton(ledger));

        await host.RunAsync(new TinyRecipe(reward: new LedgerRewardAttribute { Digit = '7' }).Graph);

        Assert.NotEmpty(ledger.Judged);
        Assert.All(ledger.Judged, entry => Assert.Equal('7', entry));
        Assert.Contains(host.Log.Steps, step => step.Stage == "LongCot" && step.Values.ContainsKey("accuracy"));
    }

    [Fact]
    public async Task A_reward_whose_service_is_missing_is_explained()
    {
        using var host = new TestHost();

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(new TinyRecipe(reward: new LedgerRewardAttribute()).Graph));

        Assert.Contains(nameof(LedgerReward), error.Message);
        Assert.Contains("LongCot", error.Message);
        Assert.Contains("register", error.Message);
    }

    [Fact]
    public async Task A_component_is_replaced_through_dependency_injection()
    {
        using var host = new TestHost(services => services.AddComponent<IExactAnswerReward, AlwaysRight>());
        var recipe = new TinyRecipe();

        var report = await host.RunAsync(recipe.Graph, recipe.Report);

        Assert.All(report.Policies, policy => Assert.Equal(1, policy.Sampled.Value));
    }

    [Fact]
    public async Task A_built_in_stage_is_replaced_through_dependency_injection()
    {
        using var host = new TestHost(services => services.AddStage<HandThrough>());
        var recipe = new TinyRecipe();

        await host.RunAsync(recipe.Graph);

        var folders = host.Log.Finished.ToDictionary(result => result.Stage, result => result.Folder);
        byte[] Weights(string stage) => File.ReadAllBytes(Path.Combine(folders[stage], "output", "model.safetensors"));
        Assert.Equal(Weights("Sft"), Weights("LongCot"));
    }

    [Fact]
    public async Task A_stage_that_nothing_executes_is_refused_before_anything_runs()
    {
        using var host = new TestHost();
        var unknown = new Stage<UnknownStageAttribute, PromptSet>("Mystery", new());

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(new("mystery", typeof(object), 0, new TinyRecipe().Problems, unknown)));

        Assert.Contains("IStage<UnknownStageAttribute, PromptSet>", error.Message);
        Assert.Empty(host.Log.Finished);
    }

    [Fact]
    public async Task A_transform_takes_outputs_and_services_and_its_output_is_kept()
    {
        using var host = new TestHost(services => services.AddSingleton(new Ledger()));
        var problems = new TinyRecipe().Problems;
        var hard = new TransformStage<PromptSet>(
            "Hard", new(), typeof(TeamCodeTests), [problems], call => Task.FromResult(HardOnly(call.Output(problems), call.Service<Ledger>())));

        var output = await host.RunAsync(new RecipeGraph("transformed", typeof(object), 1, problems, hard), hard);

        Assert.NotEmpty(output);
        Assert.All(output, problem => Assert.Equal(2, problem.Level));
    }

    [Fact]
    public void A_class_that_is_not_a_stage_cannot_be_added_as_one() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddStage<Ledger>());

    private static PromptSet HardOnly(PromptSet problems, Ledger ledger)
    {
        Assert.Empty(ledger.Judged);
        return problems.Where(problem => problem.Level == 2);
    }

    public sealed class Ledger
    {
        public System.Collections.Concurrent.ConcurrentBag<char> Judged { get; } = [];
    }

    private sealed class LedgerRewardAttribute : RewardAttribute<LedgerReward>
    {
        public char Digit { get; set; } = '1';
    }

    private sealed class LedgerReward(LedgerRewardAttribute options, Ledger ledger) : IReward<MathProblem>
    {
        public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
        {
            ledger.Judged.Add(options.Digit);
            return new(Verdict.Of(rollout.Text.Contains(options.Digit)));
        }
    }

    private sealed class AlwaysRight : IExactAnswerReward
    {
        public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) => new(Verdict.Of(true));
    }

    private sealed class HandThrough : IStage<ReinforceAttribute, Policy, PromptSet, Policy>
    {
        public Task<Policy> RunAsync(ReinforceAttribute options, Policy input1, PromptSet input2, StageContext context, CancellationToken cancellationToken) =>
            Task.FromResult(input1);
    }

    private sealed class UnknownStageAttribute : StageAttribute<PromptSet>;
}
