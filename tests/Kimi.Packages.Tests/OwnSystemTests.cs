using System.Text.Json;

namespace Kimi.Packages.Tests;

/// <summary>The sample of a team whose own service is the environment of its policy.</summary>
/// <param name="sample">The sample.</param>
[Collection(nameof(PackedFeed))]
[Trait("Category", "Long")]
public sealed class OwnSystemTests(OwnSystemSample sample) : IClassFixture<OwnSystemSample>
{
    private const int SamplesPerPrompt = 8;
    private const int WrongInput = 2;
    private const string SaysSo = "after an interruption the environment says something else in turn ";

    // Orders are numbered across shops, so what an episode is told depends on what others did.
    private static readonly Dictionary<string, string> s_leaky = new() { ["Orders__NumberAcrossShops"] = "true" };

    [Fact]
    public async Task A_policy_learns_in_a_service_and_a_run_killed_between_any_two_requests_ends_with_the_same_bytes_on_other_workers()
    {
        var whole = sample.NewRuns("whole");
        await sample.RunAsync("whole", "--workers", "1");
        await AssertReinforcementHelpedAsync(sample.Latest("whole"));
        await AssertEpisodesWentOnInLaterIterationsAsync(sample.Latest("whole"));

        var killed = sample.NewRuns("killed");
        var random = new Random(15);
        for (var kill = 0; kill < 3; kill++)
        {
            await sample.KillAsync("killed", requests: random.Next(2_400, 5_500), [], "--workers", "2");
            killed.AssertEveryPublishedStageIsThatOf(whole);
        }

        await sample.RunAsync("killed", "--workers", "2");
        killed.AssertIs(whole);
    }

    [Fact]
    public async Task A_service_that_replies_differently_after_an_interruption_stops_the_run_with_a_line_that_says_so_and_the_checkpoint_stays()
    {
        var runs = sample.NewRuns("leaky");
        await sample.KillAsync("leaky", requests: 3_000, s_leaky);

        var (code, output) = await sample.RunAsync("leaky", s_leaky);

        Assert.Equal(WrongInput, code);
        Assert.Contains("stage Tuned: the environment failed on ", output, StringComparison.Ordinal);
        Assert.Contains(SaysSo, output, StringComparison.Ordinal);
        Assert.True(runs.HasCheckpoint("Tuned", step: 2)());
    }

    [Fact]
    public async Task Where_any_share_of_faults_is_allowed_responses_that_differ_on_replay_are_kept_with_a_verdict_that_says_so_and_do_not_train()
    {
        string[] lenient = ["--until", "Tuned", "--set", "Tuned:MaxFaultRate=1", "--set", "Tuned:Iterations=6"];
        sample.NewRuns("lenient");
        await sample.KillAsync("lenient", requests: 3_000, s_leaky, lenient);

        var (code, output) = await sample.RunAsync("lenient", s_leaky, lenient);

        Assert.True(code == 0, output);
        var responses = (await RolloutsAsync(sample.Latest("lenient"))).SelectMany(iteration => iteration).ToList();
        var differ = responses.Where(response => Says(response).Contains(SaysSo, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(differ);
        Assert.All(differ, response =>
        {
            Assert.Equal(JsonValueKind.Null, response.GetProperty("reward").ValueKind);
            Assert.Equal(JsonValueKind.Null, response.GetProperty("advantage").ValueKind);
            Assert.Contains("#", Replies(response), StringComparison.Ordinal);
        });
        Assert.All(responses.Except(differ), response => Assert.Equal(JsonValueKind.Number, response.GetProperty("reward").ValueKind));
    }

    private static async Task AssertReinforcementHelpedAsync(string run)
    {
        using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(run, "summary.json")));
        var metrics = summary.RootElement.GetProperty("stages").GetProperty("Report").GetProperty("metrics");
        var (before, after) = (metrics.GetProperty("Sft.accuracy").GetDouble(), metrics.GetProperty("Tuned.accuracy").GetDouble());
        Assert.True(after > before + 0.2, $"from {before} to {after}");
    }

    private static async Task AssertEpisodesWentOnInLaterIterationsAsync(string run)
    {
        foreach (var iteration in await RolloutsAsync(run))
            Assert.All(iteration.GroupBy(response => response.GetProperty("group").GetInt32()), group => Assert.Equal(SamplesPerPrompt, group.Count()));
        Assert.Contains(
            (await RolloutsAsync(run)).SelectMany(iteration => iteration),
            response => Versions(response).Distinct().Count() > 2 && Replies(response).Contains('#'));
    }

    private static IEnumerable<int> Versions(JsonElement response) =>
        response.GetProperty("segments").EnumerateArray().Select(segment => segment.GetProperty("policyVersion").GetInt32());

    private static string Replies(JsonElement response) => response.TryGetProperty("turns", out var turns)
        ? string.Concat(turns.EnumerateArray()
            .Where(turn => turn.GetProperty("by").GetString() == "environment")
            .Select(turn => turn.GetProperty("text").GetString()))
        : "";

    private static string Says(JsonElement response) =>
        string.Join('\n', response.GetProperty("verdicts").EnumerateArray().Select(verdict => verdict.GetProperty("says").GetString()));

    private static Task<List<JsonElement>[]> RolloutsAsync(string run) =>
        Task.WhenAll(Directory.EnumerateFiles(Path.Combine(run, "Tuned", "log", "rollouts")).Select(LinesAsync));

    private static async Task<List<JsonElement>> LinesAsync(string file) =>
        [.. (await File.ReadAllLinesAsync(file)).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
}
