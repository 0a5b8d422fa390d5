using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>A policy of elsewhere is loaded, trained with an adapter, merged and handed on.</summary>
public sealed class AdapterTests
{
    [Fact]
    public async Task Stages_train_an_adapter_beside_weights_that_stay_as_they_are_until_it_is_merged()
    {
        using var folder = new TemporaryFolder();
        using var host = new TestHost();
        var recipe = new AdapterRecipe(await StartAsync(folder));

        var results = (await host.RunAsync(recipe.Graph)).ToDictionary(result => result.Stage, result => Path.Combine(result.Folder, "output"));

        var weights = File.ReadAllBytes(folder.File("start/model.safetensors"));
        foreach (var stage in new[] { "Base", "Tuned", "LongCot" })
            Assert.Equal(weights, File.ReadAllBytes(Path.Combine(results[stage], "model.safetensors")));
        Assert.False(File.Exists(Path.Combine(results["Base"], "adapter_model.safetensors")));
        Assert.NotEqual(
            File.ReadAllBytes(Path.Combine(results["Tuned"], "adapter_model.safetensors")),
            File.ReadAllBytes(Path.Combine(results["LongCot"], "adapter_model.safetensors")));
        Assert.False(File.Exists(Path.Combine(results["Merged"], "adapter_model.safetensors")));
        Assert.NotEqual(weights, File.ReadAllBytes(Path.Combine(results["Merged"], "model.safetensors")));
        var report = await host.RunAsync(recipe.Graph, recipe.Report);
        Assert.Equal(report.Policies[0].Greedy, report.Policies[1].Greedy);
    }

    [Fact]
    public async Task A_run_that_was_stopped_goes_on_with_its_adapter_to_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var start = await StartAsync(folder);
        using var host = new TestHost();
        using var stopped = new TestHost();
        using var stop = new CancellationTokenSource();
        stopped.Log.OnStep = metrics =>
        {
            if (metrics is { Stage: "Tuned", Step: 7 })
                stop.Cancel();
        };

        var whole = await host.RunAsync(new AdapterRecipe(start).Graph);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.RunAsync(new AdapterRecipe(start).Graph, cancellationToken: stop.Token));
        var checkpoints = Directory.GetFiles(stopped.RunsFolder, "adapter_model.safetensors", SearchOption.AllDirectories);
        Assert.NotEmpty(checkpoints);
        Assert.All(checkpoints, checkpoint => Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(checkpoint)!, "model.safetensors"))));
        var resumed = await stopped.RunAsync(new AdapterRecipe(start).Graph);

        Assert.Equal(Adapter(whole), Adapter(resumed));

        static byte[] Adapter(IReadOnlyList<StageResult> results) =>
            File.ReadAllBytes(Path.Combine(results.Single(result => result.Stage == "LongCot").Folder, "output", "adapter_model.safetensors"));
    }

    [Fact]
    public async Task A_policy_without_an_adapter_has_nothing_to_merge()
    {
        using var folder = new TemporaryFolder();
        using var host = new TestHost();
        var start = new Stage<LoadPolicyAttribute, Policy>("Base", new LoadPolicyAttribute(await StartAsync(folder)));
        var merged = new Stage<MergeAdapterAttribute, Policy, Policy>("Merged", new(), start);

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(new("adapters", typeof(AdapterTests), 1, start, merged)));

        Assert.Contains("stage Merged merges an adapter, and Base has none", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_loaded_stops_the_run_before_its_first_stage()
    {
        using var folder = new TemporaryFolder();
        var start = await StartAsync(folder);
        var config = Path.Combine(start, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"mlp_bias\": false", "\"logit_scale\": 0.5", StringComparison.Ordinal));
        using var host = new TestHost();

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(new AdapterRecipe(start).Graph));

        Assert.Contains("logit_scale", error.Message, StringComparison.Ordinal);
        Assert.Empty(host.Log.StartedFrom);
    }

    private static async Task<string> StartAsync(TemporaryFolder folder)
    {
        using var host = new TestHost();
        var recipe = new TinyRecipe(fineTune: new() { Steps = 60, BatchSize = 10, LearningRate = 0.01, WarmupSteps = 10 });
        var result = (await host.RunAsync(recipe.Graph, new() { Until = recipe.Sft })).Single(stage => stage.Stage == "Sft");
        var target = Directory.CreateDirectory(folder.File("start")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(result.Folder, "output")))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return target;
    }

    private sealed class AdapterRecipe
    {
        internal AdapterRecipe(string start)
        {
            var problems = new Stage<ProblemsAttribute, PromptSet>("Problems", new ProblemsAttribute<Sums> { Count = 20, Split = Split.All });
            var traces = new Stage<DemonstrationsAttribute, PromptSet, Demonstrations>("Traces", new DemonstrationsAttribute<SumDemonstrations>(), problems);
            var loaded = new Stage<LoadPolicyAttribute, Policy>("Base", new LoadPolicyAttribute(start));
            var lora = new LoraAttribute { Rank = 4, Alpha = 8 };
            var tuned = new Stage<FineTuneAttribute, Policy, Demonstrations, Policy>(
                "Tuned", new() { Steps = 12, BatchSize = 4, WarmupSteps = 2, CheckpointEvery = 3, LearningRate = 0.01 }, loaded, traces)
            {
                Adapter = lora,
            };
            var longCot = new Stage<ReinforceAttribute, Policy, PromptSet, Policy>(
                "LongCot",
                new() { Iterations = 3, PromptsPerIteration = 4, SamplesPerPrompt = 4, MaxResponseTokens = 5, StepsPerIteration = 2, LearningRate = 0.01 },
                tuned,
                problems)
            {
                Objective = new MirrorDescentAttribute(),
                Rewards = [new ExactAnswerRewardAttribute()],
                Adapter = lora,
            };
            var merged = new Stage<MergeAdapterAttribute, Policy, Policy>("Merged", new(), longCot);
            Report = new("Report", new() { MaxResponseTokens = 5 }, StageInput.List<Policy>(longCot, merged), problems)
            {
                Rewards = [new ExactAnswerRewardAttribute()],
            };
            Graph = new("adapters", typeof(AdapterTests), 1, problems, traces, loaded, tuned, longCot, merged, Report);
        }

        internal Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation> Report { get; }

        internal RecipeGraph Graph { get; }
    }
}
