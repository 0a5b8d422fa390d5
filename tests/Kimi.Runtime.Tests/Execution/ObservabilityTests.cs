using System.Buffers.Binary;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Settings;
using Kimi.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tests.Execution;

/// <summary>What a run reports about itself, in every place where it does.</summary>
public sealed class ObservabilityTests
{
    [Fact]
    public async Task Metrics_repeat_and_measurements_are_kept_apart()
    {
        using var first = new TestHost();
        using var second = new TestHost();
        await first.RunAsync(new TinyRecipe().Graph);
        await second.RunAsync(new TinyRecipe().Graph);

        foreach (var stage in new[] { "Sft", "LongCot" })
        {
            var names = Names(first, stage, "metrics.jsonl");
            Assert.Equal(names, Names(second, stage, "metrics.jsonl"));
            Assert.DoesNotContain(names, name => name.Contains("econd", StringComparison.Ordinal) || name.StartsWith("live", StringComparison.Ordinal));
        }

        string[] measured =
        [
            "step", "tokensPerSecond", "rolloutSeconds", "judgeSeconds", "trainSeconds", "liveTensors", "managedMiB", "nativeMiB", "residentMiB",
        ];
        Assert.Equal(measured, Names(first, "LongCot", "measurements.jsonl"));
    }

    [Fact]
    public async Task An_iteration_records_how_each_level_and_tag_went()
    {
        using var host = new TestHost();
        await host.RunAsync(new TinyRecipe().Graph);

        var steps = host.Log.Steps.Where(step => step.Stage == "LongCot").ToList();
        Assert.NotEmpty(steps);
        foreach (var step in steps)
        {
            var rollouts = Rollouts(host, step.Step);
            Assert.Equal(16, rollouts.Count);
            var lengths = rollouts.Select(Length).Order().ToList();
            Assert.Equal(lengths.Average(), step.Values["meanTokens"], 1e-9);

            // The 95th percentile of 16 lengths is the largest: 15 are 93.75%.
            Assert.Equal(lengths[15], step.Values["p95Tokens"]);
            foreach (var level in rollouts.GroupBy(rollout => rollout.GetProperty("level").GetInt32()))
                Assert.Equal(level.Average(Correct), step.Values[$"accuracy.level{level.Key}"], 1e-9);
            foreach (var tag in new[] { "zero", "plain" }.Where(tag => rollouts.Any(rollout => HasTag(rollout, tag))))
                Assert.Equal(rollouts.Where(rollout => HasTag(rollout, tag)).Average(Correct), step.Values[$"accuracy.tag.{tag}"], 1e-9);
            Assert.Equal(1, Enum.GetNames<StopReason>().Sum(reason => step.Values[$"ended.{reason}"]), 1e-9);
            Assert.Equal(
                rollouts.Count(rollout => rollout.GetProperty("stopReason").GetString() == "LengthLimit") / 16.0, step.Values["ended.LengthLimit"], 1e-9);
        }
    }

    [Fact]
    public async Task Kept_rollouts_hold_what_trained_and_why()
    {
        using var host = new TestHost();
        await host.RunAsync(new TinyRecipe().Graph);

        var groups = Rollouts(host, 3).GroupBy(rollout => rollout.GetProperty("group").GetInt32()).ToList();
        Assert.Equal(4, groups.Count);
        foreach (var group in groups)
        {
            Assert.Equal(4, group.Count());
            Assert.Single(group.Select(rollout => rollout.GetProperty("prompt").GetString()).Distinct());
            var rewards = group.Select(rollout => rollout.GetProperty("rewardWithPenalties").GetDouble()).ToList();
            foreach (var (rollout, reward) in group.Zip(rewards))
            {
                var verdict = rollout.GetProperty("verdicts")[0];
                Assert.Equal(("ExactAnswerReward", "Scored"), (verdict.GetProperty("reward").GetString(), verdict.GetProperty("verdict").GetString()));
                Assert.Equal(Correct(rollout), rollout.GetProperty("reward").GetDouble());
                var advantage = rollout.GetProperty("advantage");
                if (rewards.Distinct().Count() == 1)
                    Assert.Equal(JsonValueKind.Null, advantage.ValueKind);
                else
                    Assert.Equal(reward - rewards.Average(), advantage.GetDouble(), 1e-9);
                var segment = rollout.GetProperty("segments")[0];
                Assert.Equal(3, segment.GetProperty("policyVersion").GetInt32());
                Assert.Equal(segment.GetProperty("tokens").GetArrayLength(), segment.GetProperty("logprobs").GetArrayLength());
            }
        }
    }

    [Fact]
    public async Task Rollouts_are_kept_as_often_as_requested()
    {
        using var host = new TestHost();
        await host.RunAsync(
            new TinyRecipe(reinforce: new()
            {
                Iterations = 5,
                PromptsPerIteration = 2,
                SamplesPerPrompt = 2,
                StepsPerIteration = 2,
                MaxResponseTokens = 5,
                KeepRolloutsEvery = 2,
            }).Graph);

        Assert.Equal(
            ["00000000.jsonl", "00000002.jsonl", "00000004.jsonl"],
            Directory.GetFiles(Path.Combine(StageFolder(host, "LongCot"), "log", "rollouts")).Select(file => Path.GetFileName(file)!).Order());
    }

    [Fact]
    public async Task TensorBoard_files_hold_every_step()
    {
        using var host = new TestHost();
        await host.RunAsync(new TinyRecipe().Graph);

        var expected = host.Log.Steps.Where(step => step.Stage == "LongCot").Select(step => (step.Step, (float)step.Values["entropy"])).ToList();
        Assert.Equal(expected, Scalars(Path.Combine(host.RunsFolder, "tiny", "latest", "tensorboard", "LongCot"), "entropy"));
        Assert.Equal(
            ["LongCot", "Sft"], Directory.GetDirectories(Path.Combine(host.RunsFolder, "tiny", "latest", "tensorboard")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task TensorBoard_files_can_be_left_out()
    {
        using var host = new TestHost(services => services.Configure<KimiOptions>(options => options.TensorBoard = false));
        await host.RunAsync(new TinyRecipe().Graph);

        Assert.False(Directory.Exists(Path.Combine(host.RunsFolder, "tiny", "latest", "tensorboard")));
    }

    [Fact]
    public async Task The_meter_publishes_what_is_recorded()
    {
        // Other tests publish as well: stages with this name belong to this test only.
        var rewards = new List<double>();
        var steps = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, each) =>
        {
            if (instrument.Meter.Name == MeterSink.Name)
                each.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (instrument.Name == "kimi.loudness" && IsOurs(tags))
                rewards.Add(value);
        });
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => steps += IsOurs(tags) ? value : 0);
        listener.Start();
        using var sink = new MeterSink();

        for (var step = 0; step < 3; step++)
            sink.Record(
                new("MeterTest", step, 3, new Dictionary<string, double> { ["loudness"] = step / 2.0 }, new Dictionary<string, double> { ["seconds"] = 1 }));

        Assert.Equal([0, 0.5, 1], rewards);
        Assert.Equal(3, steps);
        await Task.CompletedTask;

        static bool IsOurs(ReadOnlySpan<KeyValuePair<string, object?>> tags) => tags.Contains(new("stage", "MeterTest"));
    }

    [Fact]
    public async Task A_sink_that_fails_stops_neither_the_run_nor_the_others()
    {
        var (failing, other) = (new FailingSink(), new CountingSink());
        using var host = new TestHost(services => services.AddSingleton<IMetricSink>(failing).AddSingleton<IMetricSink>(other));

        await host.RunAsync(new TinyRecipe().Graph);

        Assert.Equal(1, failing.Calls);
        Assert.Equal(18, other.Calls);
    }

    private static string StageFolder(TestHost host, string stage) => Path.Combine(host.RunsFolder, "tiny", "latest", stage);

    private static List<string> Names(TestHost host, string stage, string file) =>
        [.. File.ReadLines(Path.Combine(StageFolder(host, stage), file))
            .SelectMany(line => JsonDocument.Parse(line).RootElement.EnumerateObject().Select(metric => metric.Name))
            .Distinct()];

    private static List<JsonElement> Rollouts(TestHost host, int iteration) =>
        [.. File.ReadLines(Path.Combine(StageFolder(host, "LongCot"), "log", "rollouts", $"{iteration:D8}.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)];

    private static double Length(JsonElement rollout) =>
        rollout.GetProperty("segments").EnumerateArray().Sum(segment => segment.GetProperty("tokens").GetArrayLength());

    private static double Correct(JsonElement rollout) => rollout.GetProperty("isCorrect").GetBoolean() ? 1 : 0;

    private static bool HasTag(JsonElement rollout, string tag) => rollout.GetProperty("tags").EnumerateArray().Any(each => each.GetString() == tag);

    // A record is its length, a checksum, an event in protobuf, and a checksum.
    private static List<(int Step, float Value)> Scalars(string folder, string tag)
    {
        var scalars = new List<(int, float)>();
        foreach (var file in Directory.GetFiles(folder, "events.out.tfevents.*"))
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            while (!bytes.IsEmpty)
            {
                var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
                var written = Tensorboard.Event.Parser.ParseFrom(bytes.Slice(12, length).ToArray());
                scalars.AddRange((written.Summary?.Value ?? []).Where(value => value.Tag == tag).Select(value => ((int)written.Step, value.SimpleValue)));
                bytes = bytes[(12 + length + 4)..];
            }
        }

        return scalars;
    }

    private sealed class FailingSink : IMetricSink
    {
        public int Calls { get; private set; }

        public void Record(StepMetrics metrics)
        {
            Calls++;
            throw new IOException("the tracker is down");
        }
    }

    private sealed class CountingSink : IMetricSink
    {
        public int Calls { get; private set; }

        public void Record(StepMetrics metrics) => Calls++;
    }
}
