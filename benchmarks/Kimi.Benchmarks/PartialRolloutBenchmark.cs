using System.Globalization;
using Kimi.Cluster.Launching;
using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Spectre.Console;

namespace Kimi.Benchmarks;

/// <summary>
/// What partial rollouts save: seconds per iteration with and without them, on responses of heavy-tailed length, as the response limit doubles. Both have
/// the same prompts, and in the long run train the same tokens; so time is also given per trained token.
/// </summary>
internal static class PartialRolloutBenchmark
{
    private const int TokenBudget = 256;
    private static readonly int[] s_limits = [256, 512, 1024, 2048, 4096];

    internal static void Run(int iterations)
    {
        LibTorch.Load();
        var table = new Table().Title(
            string.Create(CultureInfo.InvariantCulture, $"8 prompts, 8 responses each, budget {TokenBudget} tokens, means of {iterations} iterations"));
        foreach (var column in new[] {
            "limit", "whole: s", "rollout s", "slowest s", "s / 10k trained", "partial: s", "rollout s", "slowest s", "s / 10k trained", "time saved" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var limit in s_limits)
        {
            // The longest response takes this many iterations; after that, as many responses finish as begin.
            var warmup = (limit / TokenBudget) + 1;
            var whole = Measure(limit, warmup: 1, iterations, new DrawnLengthAttribute { HeavyTailed = true });
            var partial = Measure(
                limit, warmup, iterations, new DrawnLengthAttribute { HeavyTailed = true },
                new PartialRolloutsAttribute { TokenBudget = TokenBudget, MaxAge = 1000 });
            string[] row = [$"{limit}", .. Cells(whole), .. Cells(partial), Text("p0", 1 - (PerToken(partial) / PerToken(whole)))];
            table.AddRow(row);
            Console.Error.WriteLine($"measured limit {limit}");
        }

        AnsiConsole.Write(table);
    }

    /// <summary>The longest limit over two worker processes of one thread, which both wait for the longest response.</summary>
    /// <param name="iterations">How many are counted.</param>
    internal static void RunOverProcesses(int iterations)
    {
        LibTorch.Load();
        var limit = s_limits[^1];
        var settings = BenchmarkWorker.Settings;
        LibTorch.SetThreads(settings.ThreadCount);
        using var wholeModel = Model();
        using var partialModel = Model();
        using var wholeLoop = Over(wholeModel);
        using var partialLoop = Over(partialModel, new PartialRolloutsAttribute { TokenBudget = TokenBudget, MaxAge = 1000 });
        for (var warmup = 0; warmup <= limit / TokenBudget; warmup++)
            partialLoop.Run();
        wholeLoop.Run();

        // In turn, so that whatever else the machine does meets both.
        var (whole, partial) = (new List<IterationTimes>(), new List<IterationTimes>());
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            whole.Add(wholeLoop.Run());
            partial.Add(partialLoop.Run());
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"limit {limit} over 2 worker processes of one thread, {iterations} iterations: whole {PerToken(whole):f2} s per 10k trained tokens "
            + $"({whole.Average(each => each.RolloutSeconds):f2} of {whole.Average(each => each.Seconds):f2} s are rollouts, slowest "
            + $"{whole.Max(each => each.RolloutSeconds):f2}), partial {PerToken(partial):f2} ({partial.Average(each => each.RolloutSeconds):f2} of "
            + $"{partial.Average(each => each.Seconds):f2}, slowest {partial.Max(each => each.RolloutSeconds):f2}): {PerToken(partial) / PerToken(whole):f2}"));

        Transformer Model() => Transformer.Initialize(BenchmarkModel.Config(limit + ReinforcementLoop.PromptTokens), seed: 1);

        ReinforcementLoop Over(Transformer model, params IReadOnlyList<RolloutRuleAttribute> more) => new(
            model,
            new() { PromptsPerIteration = 8, SamplesPerPrompt = 8, MaxResponseTokens = limit, Parts = 2 },
            settings,
            services => services.AddCluster(settings, BenchmarkWorker.Start),
            [new DrawnLengthAttribute { HeavyTailed = true }, .. more]);
    }

    private static List<IterationTimes> Measure(int limit, int warmup, int iterations, params IReadOnlyList<RolloutRuleAttribute> rules)
    {
        var options = new ReinforceAttribute { PromptsPerIteration = 8, SamplesPerPrompt = 8, MaxResponseTokens = limit };
        using var transformer = Transformer.Initialize(BenchmarkModel.Config(limit + ReinforcementLoop.PromptTokens), seed: 1);
        using var loop = new ReinforcementLoop(transformer, options, new(), rules: rules);
        for (var iteration = 0; iteration < warmup; iteration++)
            loop.Run();
        return [.. Enumerable.Range(0, iterations).Select(_ => loop.Run())];
    }

    private static IEnumerable<string> Cells(List<IterationTimes> times) =>
    [
        Text("f2", times.Average(each => each.Seconds)),
        Text("f2", times.Average(each => each.RolloutSeconds)),
        Text("f2", times.Max(each => each.Seconds)),
        Text("f2", PerToken(times)),
    ];

    private static double PerToken(List<IterationTimes> times) => 1e4 * times.Sum(each => each.Seconds) / times.Sum(each => each.TrainedTokens);

    private static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
