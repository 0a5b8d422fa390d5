using System.Globalization;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tests.Execution;

public sealed class ResumeTests
{
    [Theory]
    [InlineData("Sft", 7)]
    [InlineData("LongCot", 3)]
    [InlineData("LongCot", 0)]
    public async Task A_run_stopped_inside_a_stage_continues_to_the_same_bits(string stage, int step)
    {
        using var whole = new TestHost();
        using var stopped = new TestHost();
        await whole.RunAsync(new TinyRecipe().Graph);
        await StopAfterAsync(stopped, new TinyRecipe(), stage, step);

        await stopped.RunAsync(new TinyRecipe().Graph);

        Assert.Contains(step + 1, stopped.Log.StartedFrom);
        foreach (var name in new[] { "Sft", "LongCot", "Merged" })
            Assert.Equal(Weights(whole, name), Weights(stopped, name));
        Assert.Equal(Metrics(whole, stage), Metrics(stopped, stage));
    }

    [Fact]
    public async Task The_state_of_a_teams_component_is_found_saved_and_restored()
    {
        using var whole = new TestHost();
        using var stopped = new TestHost();
        var recipe = new TinyRecipe(reward: new RewardAttribute<Whim>());
        await whole.RunAsync(recipe.Graph);
        await StopAfterAsync(stopped, recipe, "LongCot", step: 2);

        await stopped.RunAsync(recipe.Graph);

        Assert.Equal(Metrics(whole, "LongCot"), Metrics(stopped, "LongCot"));
        Assert.Equal(Weights(whole, "LongCot"), Weights(stopped, "LongCot"));
    }

    [Fact]
    public async Task As_many_checkpoints_are_kept_as_the_option_says()
    {
        var kept = new List<string?>();
        using var host = new TestHost();
        host.Log.OnStep = metrics =>
        {
            if (metrics is { Stage: "Sft", Step: 11 })
                kept.AddRange(Directory.GetDirectories(Path.Combine(Place(host, "Sft"), "checkpoints")).Select(Path.GetFileName));
        };

        await host.RunAsync(new TinyRecipe(fineTune: new() { Steps = 12, BatchSize = 4, WarmupSteps = 2, CheckpointEvery = 2, KeepCheckpoints = 3 }).Graph);

        Assert.Equal(["00000006", "00000008", "00000010"], kept.Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(Place(host, "Sft"), "checkpoints")));
    }

    [Fact]
    public async Task The_policy_that_answered_best_is_kept_as_a_policy_that_loads()
    {
        using var host = new TestHost();
        await host.RunAsync(new TinyRecipe().Graph);

        var accuracies = host.Log.Steps.Where(step => step.Stage == "LongCot").Select(step => step.Values["accuracy"]).ToList();
        var best = Path.Combine(Place(host, "LongCot"), "best");
        var score = JsonNode.Parse(File.ReadAllText(Path.Combine(best, "best.json")))!;
        Assert.Equal(accuracies.Max(), (double)score["score"]!);
        Assert.Equal(accuracies.IndexOf(accuracies.Max()), (int)score["step"]!);
        using var policy = new PolicyLoader("cpu", Precision.Fp32).Load(new Policy(best));
        Assert.Equal(16, policy.Model.Config.HiddenSize);
    }

    [Fact]
    public async Task The_best_policy_is_the_one_that_generated_what_it_is_judged_by()
    {
        using var host = new TestHost();

        await host.RunAsync(Reinforcing(options => options.Iterations = options.WarmupIterations = 1).Graph);

        Assert.Equal(Weights(host, "Sft"), File.ReadAllBytes(Path.Combine(Place(host, "LongCot"), "best", "model.safetensors")));
    }

    [Fact]
    public async Task The_best_policy_is_not_kept_where_the_option_says_so()
    {
        using var host = new TestHost();

        await host.RunAsync(Reinforcing(options => options.KeepBest = false).Graph);

        Assert.False(Directory.Exists(Path.Combine(Place(host, "LongCot"), "best")));
    }

    [Fact]
    public async Task A_disk_that_fills_up_is_one_clear_error_and_the_run_continues_once_there_is_space()
    {
        var disk = new Disk();
        using var host = new TestHost(services => services.AddSingleton(disk));
        var recipe = new TinyRecipe(reward: new RewardAttribute<FillsTheDisk>());
        host.Log.OnStep = metrics => disk.IsFull = metrics is { Stage: "LongCot", Step: 3 };

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(recipe.Graph));

        Assert.StartsWith(
            $"no space is left to write under the runs folder '{host.RunsFolder}' (No space left on device", error.Message, StringComparison.Ordinal);
        disk.IsFull = false;
        host.Log.OnStep = null;
        host.Log.StartedFrom.Clear();
        await host.RunAsync(recipe.Graph);
        Assert.Equal([2, null, null], host.Log.StartedFrom);
    }

    private static TinyRecipe Reinforcing(Action<ReinforceAttribute> change)
    {
        var options = (ReinforceAttribute)new TinyRecipe().LongCot.Options.Copy();
        change(options);
        return new TinyRecipe(reinforce: options);
    }

    private static async Task StopAfterAsync(TestHost host, TinyRecipe recipe, string stage, int step)
    {
        using var stop = new CancellationTokenSource();
        host.Log.OnStep = metrics =>
        {
            if (metrics.Stage == stage && metrics.Step == step)
                stop.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.RunAsync(recipe.Graph, cancellationToken: stop.Token));
        host.Log.OnStep = null;
    }

    private static string Place(TestHost host, string stage) => Assert.Single(Directory.GetDirectories(Path.Combine(host.RunsFolder, ".store"), $"{stage}-*"));

    private static byte[] Weights(TestHost host, string stage) => File.ReadAllBytes(Path.Combine(Place(host, stage), "output", "model.safetensors"));

    private static string Metrics(TestHost host, string stage) => File.ReadAllText(Path.Combine(Place(host, stage), "metrics.jsonl"));

    /// <summary>Alternately wants even and odd lengths, for an iteration of 16 responses each: without its state a resumed run would differ.</summary>
    [ImplementationVersion(1)]
    private sealed class Whim : IReward<Problem>, ICheckpointed
    {
        private const int ResponsesPerIteration = 16;
        private int _judged;

        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken)
        {
            var turn = (Interlocked.Increment(ref _judged) - 1) / ResponsesPerIteration;
            return new(Verdict.Of((rollout.Text.Length + turn) % 2 == 0));
        }

        public void Save(string folder) => File.WriteAllText(Path.Combine(folder, "judged.txt"), $"{_judged}");

        public void Load(string folder) => _judged = int.Parse(File.ReadAllText(Path.Combine(folder, "judged.txt")), CultureInfo.InvariantCulture);
    }

    private sealed class Disk
    {
        internal bool IsFull { get; set; }
    }

    [ImplementationVersion(1)]
    private sealed class FillsTheDisk(Disk disk) : IReward<Problem>, ICheckpointed
    {
        private const int NoSpaceLeft = 28;

        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
            new(Verdict.Of(rollout.Text.Length % 2 == 0));

        public void Save(string folder)
        {
            if (disk.IsFull)
                throw new IOException("No space left on device", NoSpaceLeft);
        }

        public void Load(string folder)
        {
        }
    }
}
