using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Tests;
using Kimi.Torch.Files;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kimi.Runtime.Tests.Execution;

/// <summary>Files of a store that changed since they were written: noticed, kept aside, and computed again.</summary>
public sealed class DamagedStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Warnings _warnings = new();

    private enum Damage
    {
        Byte,
        Half,
        Gone,
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whatever_file_of_a_finished_store_changes_and_however_it_is_noticed_and_the_run_ends_as_if_it_had_not()
    {
        using var host = Host("runs");
        await host.RunAsync(Recipe());
        var whole = Contents(host.RunsFolder);
        Assert.Contains(whole.Keys, file => file.Contains("/log/rollouts/", StringComparison.Ordinal));
        Assert.Contains(whole.Keys, file => file.Contains("/best/", StringComparison.Ordinal));
        var tried = 0;

        foreach (var file in whole.Keys)
        {
            foreach (var damage in Enum.GetValues<Damage>())
            {
                var path = Path.Combine(host.RunsFolder, ".store", file);
                var isEmpty = new FileInfo(path).Length == 0;
                if (isEmpty && damage != Damage.Gone)
                    continue;
                Apply(damage, path);
                _warnings.Messages.Clear();

                await host.RunAsync(Recipe());

                var stage = file[..file.IndexOf('-', StringComparison.Ordinal)];
                Assert.True(
                    _warnings.Messages.Count == 1 && _warnings.Messages[0].Contains($"stage {stage} ", StringComparison.Ordinal),
                    $"{damage} of {file}: {string.Join('\n', _warnings.Messages)}");
                Assert.Equal([stage], host.Log.Computed);
                AssertSame(whole, Contents(host.RunsFolder), $"{damage} of {file}");
                tried++;
            }
        }

        Assert.InRange(tried, 60, 500);
        Assert.Equal(tried, Directory.GetDirectories(Path.Combine(host.RunsFolder, ".store", ".set-aside")).Length);
    }

    [Fact]
    public async Task What_is_set_aside_is_the_damaged_output_as_it_was_found()
    {
        using var host = Host("runs");
        await host.RunAsync(Recipe());
        var weights = Directory.GetFiles(Path.Combine(host.RunsFolder, ".store"), "model.safetensors", SearchOption.AllDirectories).First(
            file => file.Contains("Initial-", StringComparison.Ordinal));
        Apply(Damage.Byte, weights);
        var damaged = File.ReadAllBytes(weights);

        await host.RunAsync(Recipe());

        var place = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(weights)))!;
        var aside = Path.Combine(host.RunsFolder, ".store", ".set-aside", place + ".1");
        Assert.Equal(damaged, File.ReadAllBytes(Path.Combine(aside, "output", "model.safetensors")));
        Assert.Equal(
            "the stored output of stage Initial is damaged (output/model.safetensors is not as it was written): "
            + $"it is set aside in {aside}, and computed again",
            Assert.Single(_warnings.Messages));
    }

    [Fact]
    public async Task A_stage_s_whole_folder_under_another_s_name_is_not_believed()
    {
        using var host = Host("runs");
        await host.RunAsync(Recipe());
        var whole = Contents(host.RunsFolder);
        var places = Directory.GetDirectories(Path.Combine(host.RunsFolder, ".store")).Where(folder => Path.GetFileName(folder)[0] != '.').ToList();
        var (first, second) = (places.Single(place => place.Contains("Initial-")), places.Single(place => place.Contains("Tuned-")));
        Directory.Move(first, first + ".moved");
        Directory.Move(second, first);
        Directory.Move(first + ".moved", second);
        _warnings.Messages.Clear();

        await host.RunAsync(Recipe());

        Assert.Contains(_warnings.Messages, told => told.Contains(
            $"the stored output of stage Initial is damaged (stage.json is that of {Path.GetFileName(second)})", StringComparison.Ordinal));
        Assert.Contains(_warnings.Messages, told => told.Contains(
            $"the stored output of stage Tuned is damaged (stage.json is that of {Path.GetFileName(first)})", StringComparison.Ordinal));
        AssertSame(whole, Contents(host.RunsFolder), "swapped");
    }

    [Fact]
    public async Task Checkpoints_of_another_place_are_not_continued()
    {
        using var whole = Host("whole");
        await whole.RunAsync(Recipe());
        using var host = Host("runs");
        await StopAsync(host, after: 4);
        var place = Path.Combine(host.RunsFolder, ".store", Place(host));
        foreach (var checkpoint in Checkpoints(host))
        {
            var record = SealedJson.Read<CheckpointRecord>(Path.Combine(checkpoint, "checkpoint.json"));
            File.WriteAllText(Path.Combine(checkpoint, "checkpoint.json"), SealedJson.Text(record with { Place = "Tuned-0123456789ab" }));
        }

        _warnings.Messages.Clear();
        await host.RunAsync(Recipe());

        Assert.Null(host.Log.StartedFrom[^1]);
        Assert.All(_warnings.Messages, told => Assert.Contains("(checkpoint.json is that of Tuned-0123456789ab)", told, StringComparison.Ordinal));
        AssertSame(Contents(whole.RunsFolder), Contents(host.RunsFolder), place);
    }

    [Theory]
    [InlineData("optimizer.safetensors")]
    [InlineData("model.safetensors")]
    [InlineData("checkpoint.json")]
    [InlineData("replay-buffer.jsonl")]
    public async Task A_damaged_checkpoint_is_set_aside_and_the_one_before_continues(string file)
    {
        using var whole = Host("whole");
        await whole.RunAsync(Recipe());
        foreach (var damage in Enum.GetValues<Damage>())
        {
            using var host = Host($"runs-{damage}");
            await StopAsync(host, after: 4);
            var newest = Checkpoints(host).Last();
            if (new FileInfo(Path.Combine(newest, file)).Length == 0 && damage != Damage.Gone)
                continue;
            Apply(damage, Path.Combine(newest, file));
            _warnings.Messages.Clear();

            await host.RunAsync(Recipe());

            Assert.Equal(4, host.Log.StartedFrom[^1]);
            Assert.StartsWith("stage Tuned: the checkpoint of step 5 is damaged (", Assert.Single(_warnings.Messages), StringComparison.Ordinal);
            Assert.True(Directory.Exists(Path.Combine(host.RunsFolder, ".store", ".set-aside", $"{Place(host)}.1", "checkpoints", "00000005")));
            AssertSame(Contents(whole.RunsFolder), Contents(host.RunsFolder), $"{damage} of {file}");
        }
    }

    [Fact]
    public async Task With_all_checkpoints_damaged_a_stage_begins_again()
    {
        using var whole = Host("whole");
        await whole.RunAsync(Recipe());
        using var host = Host("runs");
        await StopAsync(host, after: 4);
        foreach (var checkpoint in Checkpoints(host))
            Apply(Damage.Half, Path.Combine(checkpoint, "model.safetensors"));
        _warnings.Messages.Clear();

        await host.RunAsync(Recipe());

        Assert.Null(host.Log.StartedFrom[^1]);
        Assert.Equal(2, _warnings.Messages.Count);
        AssertSame(Contents(whole.RunsFolder), Contents(host.RunsFolder), "both checkpoints");
    }

    [Theory]
    [InlineData("metrics.jsonl", true)]
    [InlineData("metrics.jsonl", false)]
    [InlineData("log/rollouts/00000001.jsonl", true)]
    public async Task Metrics_and_logs_of_an_interrupted_stage_that_are_lost_or_cut_are_noticed(string file, bool gone)
    {
        using var host = Host("runs");
        await StopAsync(host, after: 4);
        Apply(gone ? Damage.Gone : Damage.Half, Path.Combine(host.RunsFolder, ".store", Place(host), file));
        _warnings.Messages.Clear();

        await host.RunAsync(Recipe());

        Assert.Equal(
            $"stage Tuned goes on from step 5, but of what it recorded before something is lost: {file} is missing or cut",
            Assert.Single(_warnings.Messages));
        Assert.Equal(5, host.Log.StartedFrom[^1]);
    }

    [Fact]
    public async Task A_damaged_best_policy_of_an_interrupted_stage_is_not_published()
    {
        using var host = Host("runs");
        await StopAsync(host, after: 4);
        var best = Path.Combine(host.RunsFolder, ".store", Place(host), "best", "model.safetensors");
        Apply(Damage.Byte, best);
        var damaged = File.ReadAllBytes(best);
        _warnings.Messages.Clear();

        await host.RunAsync(Recipe());

        Assert.StartsWith("stage Tuned: its best policy so far is damaged (", Assert.Single(_warnings.Messages), StringComparison.Ordinal);
        Assert.NotEqual(damaged, File.ReadAllBytes(best));
    }

    [Fact]
    public async Task A_store_that_is_deleted_during_a_run_publishes_nothing_of_the_stage_that_was_running()
    {
        using var whole = Host("whole");
        await whole.RunAsync(Recipe());
        using var host = Host("runs");
        host.Log.OnStep = step =>
        {
            if (step is { Stage: "Tuned", Step: 3 })
                Directory.Delete(Path.Combine(host.RunsFolder, ".store"), recursive: true);
        };

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(Recipe()));

        Assert.Contains("files in the folder of stage Tuned were deleted or cut while it ran", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(host.RunsFolder, ".store"), "stage.json", SearchOption.AllDirectories));
        host.Log.OnStep = null;
        await host.RunAsync(Recipe());
        AssertSame(Contents(whole.RunsFolder), Contents(host.RunsFolder), "deleted");
    }

    [Fact]
    public async Task A_stage_whose_folder_is_deleted_after_a_run_is_computed_again()
    {
        using var host = Host("runs");
        await host.RunAsync(Recipe());
        var whole = Contents(host.RunsFolder);
        Directory.Delete(Assert.Single(Directory.GetDirectories(Path.Combine(host.RunsFolder, ".store"), "Tuned-*")), recursive: true);

        await host.RunAsync(Recipe());

        Assert.Equal(["Tuned"], host.Log.Computed);
        AssertSame(whole, Contents(host.RunsFolder), "the folder of Tuned");
    }

    [Fact]
    public async Task An_input_that_is_damaged_during_a_run_is_not_used()
    {
        using var host = Host("runs");
        host.Log.OnStep = step =>
        {
            if (step is { Stage: "Tuned", Step: 3 })
            {
                foreach (var file in Directory.GetFiles(Path.Combine(host.RunsFolder, ".store"), "problems.jsonl", SearchOption.AllDirectories))
                    Apply(Damage.Half, file);
            }
        };

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(Recipe(evaluate: true)));

        Assert.StartsWith(
            "stage Report: the output of stage Problems was damaged while the run went on (output/problems.jsonl has ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_looks_as_it_did_is_not_read_again_and_one_that_does_not_is()
    {
        var (file, kept) = (_folder.File("a.bin"), _folder.File("kept.json"));
        File.WriteAllBytes(file, [1, 2, 3]);
        var old = DateTime.UtcNow.AddHours(-1);
        File.SetLastWriteTimeUtc(file, old);

        // The change of its time was a moment ago, so it could change again without looking different: it is not remembered.
        var first = new VerifiedFiles(_folder.Path, kept);
        Assert.Equal(3, first.Of("a.bin")!.Value.Size);
        first.Keep();
        Assert.False(File.Exists(kept));

        var status = FileStatus.Of(file)!.Value;
        var remembered = new { status, checksum = new FileChecksum(3, "remembered") };
        File.WriteAllText(kept, JsonSerializer.Serialize(
            new { machine = Environment.MachineName, files = new Dictionary<string, object> { ["a.bin"] = remembered } }, JsonSerializerOptions.Web));
        Assert.Equal("remembered", new VerifiedFiles(_folder.Path, kept).Of("a.bin")!.Value.Xxh3);
        Assert.Equal(first.Of("a.bin"), new VerifiedFiles(_folder.Path, kept).Of("a.bin", readAgain: true));

        // The same size and time, but other bytes.
        File.WriteAllBytes(file, [1, 2, 4]);
        File.SetLastWriteTimeUtc(file, old);
        Assert.NotEqual("remembered", new VerifiedFiles(_folder.Path, kept).Of("a.bin")!.Value.Xxh3);
        Assert.Null(new VerifiedFiles(_folder.Path, kept).Of("b.bin"));
    }

    private static void Apply(Damage damage, string path)
    {
        switch (damage)
        {
            case Damage.Byte:
                var bytes = File.ReadAllBytes(path);
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(path, bytes);
                break;
            case Damage.Half:
                File.WriteAllBytes(path, File.ReadAllBytes(path)[..(int)(new FileInfo(path).Length / 2)]);
                break;
            case Damage.Gone:
                File.Delete(path);
                break;
        }
    }

    // Files by their paths in the store; those that are locks or notes of the store's own do not count.
    private static SortedDictionary<string, byte[]> Contents(string runsFolder)
    {
        var store = Path.Combine(runsFolder, ".store");
        return new(
            Directory.GetDirectories(store).Where(place => Path.GetFileName(place)[0] != '.')
                .SelectMany(place => Directory.GetFiles(place, "*", SearchOption.AllDirectories))
                .Where(file => Path.GetFileName(file) != "lock")
                .ToDictionary(file => Path.GetRelativePath(store, file), File.ReadAllBytes),
            StringComparer.Ordinal);
    }

    // Times differ from run to run; computed values must not.
    private static void AssertSame(SortedDictionary<string, byte[]> expected, SortedDictionary<string, byte[]> actual, string what)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var file in expected.Keys.Where(file => Path.GetFileName(file) is not ("stage.json" or "measurements.jsonl")))
            Assert.True(expected[file].AsSpan().SequenceEqual(actual[file]), $"after {what}, {file} differs");
    }

    private static string Place(TestHost host) =>
        Path.GetFileName(Directory.GetDirectories(Path.Combine(host.RunsFolder, ".store"), "Tuned-*").Single());

    private static IEnumerable<string> Checkpoints(TestHost host) =>
        Directory.GetDirectories(Path.Combine(host.RunsFolder, ".store", Place(host), "checkpoints")).Order(StringComparer.Ordinal);

    private static async Task StopAsync(TestHost host, int after)
    {
        using var stop = new CancellationTokenSource();
        host.Log.OnStep = step =>
        {
            if (step is { Stage: "Tuned" } && step.Step == after)
                stop.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.RunAsync(Recipe(), cancellationToken: stop.Token));
        host.Log.OnStep = null;
    }

    private static RecipeGraph Recipe(bool evaluate = false)
    {
        var tiny = new TinyRecipe();
        var options = new ReinforceAttribute
        {
            Iterations = 6,
            PromptsPerIteration = 4,
            SamplesPerPrompt = 4,
            MaxResponseTokens = 5,
            StepsPerIteration = 2,
            MicroBatchTokens = 64,
            CheckpointEvery = 2,
        };
        var tuned = new Stage<ReinforceAttribute, Policy, PromptSet, Policy>("Tuned", options, tiny.Initial, tiny.Problems)
        {
            Objective = new MirrorDescentAttribute(),
            Rewards = [new RewardAttribute<EvenLength>()],
        };
        var report = new Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation>(
            "Report", new() { MaxResponseTokens = 5 }, StageInput.List<Policy>(tuned), tiny.Problems)
        {
            Rewards = [new RewardAttribute<EvenLength>()],
        };
        return evaluate
            ? new("damaged", typeof(DamagedStoreTests), 1, tiny.Problems, tiny.Initial, tuned, report)
            : new("damaged", typeof(DamagedStoreTests), 1, tiny.Problems, tiny.Initial, tuned);
    }

    private TestHost Host(string runs) => new(services => services.AddLogging(logging => logging.AddProvider(_warnings)), _folder.File(runs));

    [ImplementationVersion(1)]
    private sealed class EvenLength : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
            new(Verdict.Of(rollout.Text.Length % 2 == 0));
    }
}
