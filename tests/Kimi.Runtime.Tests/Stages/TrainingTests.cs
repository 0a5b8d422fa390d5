using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using TorchSharp;

namespace Kimi.Runtime.Tests.Stages;

public sealed class TrainingTests
{
    [Fact]
    public async Task Fine_tuning_learns_what_it_is_shown()
    {
        using var host = new TestHost();
        var recipe = new TinyRecipe(fineTune: new() { Steps = 300, BatchSize = 10, LearningRate = 0.01, WarmupSteps = 10 });

        var report = await host.RunAsync(recipe.Graph, recipe.Report);

        Assert.InRange(report.Policies[0].Greedy.Value, 0.9, 1);
    }

    [Fact]
    public async Task An_evaluation_by_level_adds_up_to_the_whole()
    {
        using var host = new TestHost();
        var recipe = new TinyRecipe();

        var policy = (await host.RunAsync(recipe.Graph, recipe.Report)).Policies[0];

        var levels = policy.ByLevel.Values;
        Assert.Equal(policy.Sampled, new(levels.Sum(level => level.Sampled.Successes), levels.Sum(level => level.Sampled.Trials)));
        Assert.Equal(policy.MeanTokens, levels.Sum(level => level.MeanTokens * level.Sampled.Trials) / policy.Sampled.Trials, 1e-9);
    }

    [Fact]
    public async Task An_evaluation_scores_several_responses_overall_by_level_and_by_tag()
    {
        using var host = new TestHost();
        var recipe = new TinyRecipe(
            fineTune: new() { Steps = 100, BatchSize = 10, LearningRate = 0.01, WarmupSteps = 10 },
            evaluate: new() { MaxResponseTokens = 5, SamplesPerPrompt = 6 });

        var policy = (await host.RunAsync(recipe.Graph, recipe.Report)).Policies[0];

        Assert.Equal(["plain", "zero"], policy.ByTag.Keys);
        Assert.Equal(20, policy.ByTag.Values.Sum(tag => tag.Problems));
        Assert.Equal([1, 2, 4, 6], policy.PassAt.Keys);
        Assert.Equal(policy.Sampled.Value, policy.PassAt[1].Value, 1e-9);
        Assert.True(policy.PassAt[1].Value < policy.PassAt[6].Value);
        Assert.All(policy.ByLevel.Values.Append(policy), part => Assert.InRange(part.Majority!.Value, 0, part.PassAt[6].Value));
        var metrics = host.Log.Finished.Single(stage => stage.Stage == "Report").Metrics;
        Assert.Equal(policy.PassAt[4].Value, metrics["Sft.passAt4"]);
        Assert.Equal((policy.Majority!.Low, policy.Majority.High), (metrics["Sft.majorityLow"], metrics["Sft.majorityHigh"]));
        Assert.Equal(policy.ByTag["zero"].Sampled.Value, metrics["Sft.accuracy.tag.zero"]);
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(1, false)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    public async Task Several_passes_and_activations_computed_again_add_up_to_the_same_step(int microBatchTokens, bool recompute)
    {
        FineTuneAttribute whole = new() { Steps = 6, BatchSize = 10, WarmupSteps = 0 };
        FineTuneAttribute parts = new()
        {
            Steps = 6,
            BatchSize = 10,
            WarmupSteps = 0,
            MicroBatchTokens = microBatchTokens,
            RecomputeActivations = recompute,
        };

        var (expected, actual) = (await LossesAsync(whole), await LossesAsync(parts));

        Assert.All(expected.Paired(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5));

        static async Task<List<double>> LossesAsync(FineTuneAttribute options)
        {
            using var host = new TestHost();
            var recipe = new TinyRecipe(fineTune: options);
            await host.RunAsync(recipe.Graph, recipe.Sft);
            return [.. host.Log.Steps.Select(step => step.Values["loss"])];
        }
    }

    [Fact]
    public async Task The_learning_rate_rises_holds_and_falls_to_its_end()
    {
        using var host = new TestHost();
        var recipe = new TinyRecipe(fineTune: new() { Steps = 10, WarmupSteps = 2, DecayFraction = 0.4, LearningRate = 0.01, FinalLearningRate = 0.002 });

        await host.RunAsync(recipe.Graph, recipe.Sft);

        // Steps 6 to 9 go from the height towards the end, which step 10 would have.
        double[] expected = [0.005, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.008, 0.006, 0.004];
        var actual = host.Log.Steps.Select(step => step.Values["learningRate"]).ToList();
        Assert.Equal(expected.Length, actual.Count);
        Assert.All(expected.Paired(actual), pair => Assert.Equal(pair.First, pair.Second, precision: 12));
    }

    [Fact]
    public async Task Reinforcement_raises_accuracy_from_half_trained_starts()
    {
        // Three seeds, 640 responses each before and after: the standard error of the mean gain is 0.016. The required gain is four of them
        // above no gain.
        var gains = new List<double>();
        foreach (var seed in new[] { 1, 2, 3 })
        {
            using var host = new TestHost();
            var recipe = new TinyRecipe(
                seed,
                fineTune: new() { Steps = 100, BatchSize = 10, LearningRate = 0.01, WarmupSteps = 10 },
                reinforce: new()
                {
                    Iterations = 50,
                    PromptsPerIteration = 20,
                    SamplesPerPrompt = 8,
                    MaxResponseTokens = 5,
                    LearningRate = 2e-3,
                },
                evaluate: new() { MaxResponseTokens = 5, SamplesPerPrompt = 32 });
            var report = await host.RunAsync(recipe.Graph, recipe.Report);
            gains.Add(report.Policies[1].Sampled.Value - report.Policies[0].Sampled.Value);
        }

        Assert.InRange(gains.Average(), 0.06, 1);
    }

    [Fact]
    public async Task Live_tensors_are_flat_over_iterations()
    {
        using var host = new TestHost();
        await host.RunAsync(new TinyRecipe(reinforce: new()
        {
            Iterations = 200,
            PromptsPerIteration = 4,
            SamplesPerPrompt = 2,
            MaxResponseTokens = 5,
            StepsPerIteration = 2,
            KeepRolloutsEvery = 0,
        }).Graph);

        var live = host.Log.Steps.Where(step => step.Stage == "LongCot").Select(step => step.Measurements["liveTensors"]).ToList();

        Assert.Equal(200, live.Count);
        Assert.All(live, count => Assert.Equal(live[0], count));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 6)]
    public async Task The_optimizer_forgets_at_the_start_of_every_iteration_where_the_option_says_so(bool reset, long steps)
    {
        // A checkpoint before the fourth iteration follows on three of two steps each, all of which have groups that teach.
        using var host = new TestHost();
        using var stop = new CancellationTokenSource();
        var recipe = new TinyRecipe(
            reinforce: new()
            {
                Iterations = 6,
                PromptsPerIteration = 4,
                SamplesPerPrompt = 4,
                MaxResponseTokens = 5,
                StepsPerIteration = 2,
                ResetOptimizer = reset,
            },
            reward: new RewardAttribute<HalfOfAll>());
        host.Log.OnStep = metrics =>
        {
            if (metrics is { Stage: "LongCot", Step: 2 })
                stop.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.RunAsync(recipe.Graph, cancellationToken: stop.Token));

        var trained = host.Log.Steps.Where(step => step.Stage == "LongCot").Select(step => step.Values["promptsTrained"]).ToList();
        Assert.All(trained.Zip(trained.Prepend(0)), pair => Assert.InRange(pair.First - pair.Second, 2, 4));
        var checkpoint = Assert.Single(Directory.GetFiles(host.RunsFolder, "optimizer.safetensors", SearchOption.AllDirectories), file =>
            file.Contains("LongCot", StringComparison.Ordinal));
        using var scope = torch.NewDisposeScope();
        Assert.Equal(steps, Safetensors.Read(checkpoint)["step"].data<long>()[0]);
    }

    [Fact]
    public async Task The_trainers_logprobs_match_the_rollout_engines()
    {
        using var host = new TestHost();
        await host.RunAsync(new TinyRecipe().Graph);

        var mismatches = host.Log.Steps.Where(step => step.Values.ContainsKey("logprobMismatch")).Select(step => step.Values["logprobMismatch"]).ToList();

        Assert.NotEmpty(mismatches);
        Assert.All(mismatches, mismatch => Assert.InRange(mismatch, 0, 1e-4));
    }

    [Fact]
    public async Task A_reward_that_keeps_failing_stops_the_run_with_its_reason()
    {
        using var host = new TestHost();

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(new TinyRecipe(reward: new RewardAttribute<Broken>()).Graph));

        Assert.Contains("the checker is down", error.Message);
        Assert.Contains("MaxFaultRate", error.Message);
    }

    [Theory]
    [InlineData(Interpolation.Linear)]
    [InlineData(Interpolation.Spherical)]
    public async Task A_policy_merged_with_itself_is_itself(Interpolation interpolation)
    {
        using var host = new TestHost();
        var initial = new TinyRecipe().Initial;
        var merged = new Stage<MergeWeightsAttribute, IReadOnlyList<Policy>, Policy>(
            "Merged", new() { Interpolation = interpolation }, StageInput.List<Policy>(initial, initial));

        var policy = await host.RunAsync(new RecipeGraph("merge", typeof(object), 1, initial, merged), merged);

        using var result = Transformer.Load(policy.Folder);
        using var start = Transformer.Load(Path.Combine(host.RunsFolder, "merge", "latest", "Initial", "output"));
        Assert.Equal(start.Parameters.Weights.data<float>().ToArray(), result.Parameters.Weights.data<float>().ToArray());
    }

    [Fact]
    public async Task Half_way_along_the_arc_is_the_sum_over_twice_the_cosine_of_half_the_angle()
    {
        using var host = new TestHost();
        var initial = new TinyRecipe().Initial;
        var other = new Stage<InitializeTransformerAttribute, Policy>("Other", (InitializeTransformerAttribute)initial.Options.Copy());
        var merged = new Stage<MergeWeightsAttribute, IReadOnlyList<Policy>, Policy>(
            "Merged", new() { Interpolation = Interpolation.Spherical }, StageInput.List<Policy>(initial, other));

        var policy = await host.RunAsync(new RecipeGraph("merge", typeof(object), 1, initial, other, merged), merged);

        var (first, second, actual) = (Weights("Initial"), Weights("Other"), Weights("Merged"));
        foreach (var (name, values) in actual)
        {
            var (a, b) = (first[name], second[name]);
            var angle = Math.Acos(Math.Clamp(Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b)), -1, 1));
            Assert.All(values.Index(), entry => Assert.Equal((a[entry.Index] + b[entry.Index]) / (2 * Math.Cos(angle / 2)), entry.Item, precision: 5));
        }

        Assert.Contains(actual.Keys, name => name.EndsWith("q_proj.weight", StringComparison.Ordinal));

        Dictionary<string, double[]> Weights(string stage)
        {
            using var model = Transformer.Load(Path.Combine(host.RunsFolder, "merge", "latest", stage, "output"));
            return model.NamedParameters.ToDictionary(
                entry => entry.Key, entry => entry.Value.contiguous().data<float>().Select(value => (double)value).ToArray());
        }

        static double Dot(double[] x, double[] y) => x.Zip(y, (left, right) => left * right).Sum();
    }

    [Fact]
    public async Task A_spherical_merge_takes_two_policies()
    {
        using var host = new TestHost();
        var initial = new TinyRecipe().Initial;
        var merged = new Stage<MergeWeightsAttribute, IReadOnlyList<Policy>, Policy>(
            "Merged", new() { Interpolation = Interpolation.Spherical }, StageInput.List<Policy>(initial, initial, initial));

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(new RecipeGraph("merge", typeof(object), 1, initial, merged)));

        Assert.Contains("merge two at a time", error.Message);
    }

    [Fact]
    public async Task A_merge_of_two_architectures_is_rejected()
    {
        var error = await Assert.ThrowsAsync<KimiException>(() => MergeAsync(new(), otherLayers: 2));

        Assert.Contains("architectures differ", error.Message);
    }

    [Theory]
    [InlineData(new[] { 0.5, 0.6 })]
    [InlineData(new[] { 1.0 })]
    public async Task Merge_weights_that_do_not_fit_are_explained(double[] weights)
    {
        var error = await Assert.ThrowsAsync<KimiException>(() => MergeAsync(new() { Weights = weights }, otherLayers: 1));

        Assert.Contains("one for each policy, summing to 1", error.Message);
    }

    [Fact]
    public void Only_response_tokens_are_targets()
    {
        using var scope = torch.NewDisposeScope();

        var batch = TokenBatch.Of([new([1, 2], [3, 9]), new([4], [9])], padId: 0, torch.CPU);

        Assert.Equal([1, 2, 3, 4, 0, 0], batch.Tokens_BT.data<long>().ToArray());
        Assert.Equal([-100, 3, 9, 9, -100, -100], batch.Targets_BT.data<long>().ToArray());
    }

    [Fact]
    public void Every_epoch_has_each_sequence_at_most_once_in_batches_of_similar_length()
    {
        var lengths = Enumerable.Range(0, 100).Select(index => 10 + (index * 37 % 90)).ToList();
        var buckets = new LengthBuckets(lengths, batchSize: 8, seed: 1);

        var epoch = Enumerable.Range(0, 12).SelectMany(buckets.Batch).ToList();

        Assert.Equal(96, epoch.Distinct().Count());
        Assert.All(Enumerable.Range(0, 12), step => Assert.InRange(buckets.Batch(step).Max(i => lengths[i]) - buckets.Batch(step).Min(i => lengths[i]), 0, 16));
        Assert.NotEqual(epoch, Enumerable.Range(12, 12).SelectMany(buckets.Batch).ToList());
    }

    private static async Task MergeAsync(MergeWeightsAttribute options, int otherLayers)
    {
        using var host = new TestHost();
        var initial = new TinyRecipe().Initial;
        var otherOptions = (InitializeTransformerAttribute)initial.Options.Copy();
        otherOptions.Layers = otherLayers;
        var other = new Stage<InitializeTransformerAttribute, Policy>("Other", otherOptions);
        var merged = new Stage<MergeWeightsAttribute, IReadOnlyList<Policy>, Policy>("Merged", options, StageInput.List<Policy>(initial, other));
        await host.RunAsync(new RecipeGraph("merge", typeof(object), 1, initial, other, merged));
    }

    [ImplementationVersion(1)]
    private sealed class HalfOfAll : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
            new(Verdict.Of(rollout.Text.Sum(letter => letter) % 2 == 0));
    }

    private sealed class Broken : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("the checker is down");
    }
}
