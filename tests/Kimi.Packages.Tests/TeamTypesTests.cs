using System.Text.Json;
using Kimi.Tests;

namespace Kimi.Packages.Tests;

/// <summary>The sample of a team with types of its own, copied out of the repository.</summary>
/// <param name="feed">The packages.</param>
[Collection(nameof(PackedFeed))]
public sealed class TeamTypesTests(PackedFeed feed)
{
    private const int LongestRun = 5;
    private const string WholeRuns = "whole";
    private const string KilledRuns = "killed";

    [Fact]
    public async Task A_team_with_its_own_types_trains_from_nothing_to_an_evaluation_and_a_killed_run_ends_with_the_same_bytes()
    {
        var folder = await feed.CopySampleAsync("TeamTypes");
        await DotnetProcess.SucceedAsync(folder, "build", "-nologo", "-warnaserror");

        await DotnetProcess.SucceedAsync(folder, Run(WholeRuns));

        var latest = Path.Combine(folder, WholeRuns, "contest", "latest");
        await AssertReinforcementHelpedAsync(latest);
        await AssertProblemsAreStoredAsTheTeamsOwnAsync(latest);
        await AssertResponsesWereStoppedAndSpreadByTheRulesAsync(latest);
        await AssertWaysWereJudgedAgainstEachOtherAsync(latest);

        // Each kill is later than the one before. From the second on, the problems are read from where they are stored.
        var killed = new StoredRun(Path.Combine(folder, KilledRuns));
        var whole = new StoredRun(Path.Combine(folder, WholeRuns));
        await DotnetProcess.KillAsync(folder, Run(KilledRuns), killed.HasCheckpoint("Sft", step: 400));
        await DotnetProcess.KillAsync(folder, Run(KilledRuns), killed.HasCheckpoint("Tuned", step: 2));
        killed.AssertEveryPublishedStageIsThatOf(whole);
        await DotnetProcess.KillAsync(folder, Run(KilledRuns), killed.HasCheckpoint("Tuned", step: 16));
        await DotnetProcess.KillAsync(folder, Run(KilledRuns), killed.HasCheckpoint("Tuned", step: 26));
        await DotnetProcess.SucceedAsync(folder, Run(KilledRuns));
        killed.AssertIs(whole);
    }

    private static string[] Run(string runs) => [Path.Combine("bin", "Debug", "net10.0", "TeamTypes.dll"), "run", "contest", "--threads", "1", "--runs", runs];

    private static async Task AssertReinforcementHelpedAsync(string run)
    {
        using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(run, "summary.json")));
        var metrics = summary.RootElement.GetProperty("stages").GetProperty("Report").GetProperty("metrics");
        var (before, after) = (metrics.GetProperty("Sft.accuracy").GetDouble(), metrics.GetProperty("Tuned.accuracy").GetDouble());
        Assert.True(after > before + 0.2, $"from {before} to {after}");
    }

    private static async Task AssertProblemsAreStoredAsTheTeamsOwnAsync(string run)
    {
        foreach (var stage in (string[])["Problems", "HeldOut"])
        {
            var problems = await LinesAsync(Path.Combine(run, stage, "output", "problems.jsonl"));
            Assert.NotEmpty(problems);
            Assert.All(problems, problem =>
            {
                Assert.Equal("contest", problem.GetProperty("type").GetString());
                var path = problem.GetProperty("path").EnumerateArray().Select(Walk);
                Assert.Equal(problem.GetProperty("id").GetString(), string.Concat(path));
                Assert.Equal(["North", "East", "South", "West"], problem.GetProperty("costs").EnumerateObject().Select(cost => cost.Name));
            });
        }

        static string Walk(JsonElement leg) => new(leg.GetProperty("direction").GetString()![0], leg.GetProperty("steps").GetInt32());
    }

    private static async Task AssertResponsesWereStoppedAndSpreadByTheRulesAsync(string run)
    {
        var rollouts = (await RolloutsAsync(run)).SelectMany(iteration => iteration).ToList();
        var stopped = rollouts.Where(rollout => rollout.GetProperty("stopReason").GetString() == "Repetition")
            .Select(rollout => rollout.GetProperty("text").GetString()!)
            .ToList();
        Assert.NotEmpty(stopped);
        Assert.All(stopped, text => Assert.EndsWith(new string(text[^1], LongestRun + 1), text, StringComparison.Ordinal));
        Assert.Contains(rollouts, rollout => rollout.GetProperty("segments").GetArrayLength() > 1);
    }

    private static async Task AssertWaysWereJudgedAgainstEachOtherAsync(string run)
    {
        var rewardsOfHomecomers = (await RolloutsAsync(run)).SelectMany(iteration => iteration.GroupBy(rollout => rollout.GetProperty("group").GetInt32()))
            .Select(group => group.Where(rollout => rollout.GetProperty("isCorrect").GetBoolean())
                .Select(rollout => rollout.GetProperty("reward").GetDouble())
                .ToList())
            .Where(rewards => rewards.Count > 0)
            .ToList();
        Assert.All(rewardsOfHomecomers, rewards => Assert.Equal(1, rewards.Max()));
        Assert.Contains(rewardsOfHomecomers, rewards => rewards.Min() < 1);
    }

    private static Task<List<JsonElement>[]> RolloutsAsync(string run) =>
        Task.WhenAll(Directory.EnumerateFiles(Path.Combine(run, "Tuned", "log", "rollouts")).Select(LinesAsync));

    private static async Task<List<JsonElement>> LinesAsync(string file) =>
        [.. (await File.ReadAllLinesAsync(file)).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
}
