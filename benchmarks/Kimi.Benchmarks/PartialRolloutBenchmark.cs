using System.Globalization;
using Kimi.Cluster.Launching;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
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
    private static readonly int[] s_budgets = [256, 1024];

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

    /// <summary>The longest limit over two worker processes of one thread, which both wait for the longest response, with each of some budgets.</summary>
    /// <param name="iterations">How many are counted.</param>
    internal static void RunOverProcesses(int iterations)
    {
        LibTorch.Load();
        var limit = s_limits[^1];
        var settings = BenchmarkWorker.Settings;
        LibTorch.SetThreads(settings.ThreadCount);
        var arms = s_budgets.Prepend(limit).Select(budget => new Arm(limit, budget, settings)).ToList();
        foreach (var arm in arms)
            arm.WarmUp();

        // In turn, so that whatever else the machine does meets all.
        for (var iteration = 0; iteration < iterations; iteration++)
            arms.ForEach(arm => arm.Run());

        var table = new Table().Title(string.Create(
            CultureInfo.InvariantCulture, $"limit {limit} over 2 worker processes of one thread, means of {iterations} iterations"));
        foreach (var column in new[] { "budget", "rollout s", "slowest", "train s", "generated", "trained", "s / 10k trained", "of whole" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var arm in arms)
        {
            table.AddRow(
                arm == arms[0] ? "whole" : $"{arm.Budget}",
                Text("f3", arm.Times.Average(each => each.RolloutSeconds)),
                Text("f3", arm.Times.Max(each => each.RolloutSeconds)),
                Text("f3", arm.Times.Average(each => each.TrainSeconds)),
                Text("n0", arm.Times.Average(each => each.GeneratedTokens)),
                Text("n0", arm.Times.Average(each => each.TrainedTokens)),
                Text("f3", PerToken(arm.Times)),
                Text("f2", PerToken(arm.Times) / PerToken(arms[0].Times)));
        }

        AnsiConsole.Write(table);
        arms.ForEach(arm => arm.Dispose());
    }

    // A budget of as many tokens as a response may have is none.
    private sealed class Arm : IDisposable
    {
        private readonly Transformer _model;
        private readonly ReinforcementLoop _loop;
        private readonly int _limit;

        public Arm(int limit, int budget, KimiOptions settings)
        {
            (_limit, Budget) = (limit, budget);
            _model = Transformer.Initialize(BenchmarkModel.Config(limit + ReinforcementLoop.PromptTokens), seed: 1);
            var rules = new List<RolloutRuleAttribute> { new DrawnLengthAttribute { HeavyTailed = true } };
            if (budget < limit)
                rules.Add(new PartialRolloutsAttribute { TokenBudget = budget, MaxAge = 1000 });
            _loop = new(
                _model,
                new() { PromptsPerIteration = 8, SamplesPerPrompt = 8, MaxResponseTokens = limit, Parts = 2 },
                settings,
                services => services.AddCluster(settings, BenchmarkWorker.Start),
                rules);
        }

        public int Budget { get; }

        public List<IterationTimes> Times { get; } = [];

        // The longest response takes this many iterations.
        public void WarmUp()
        {
            for (var warmup = 0; warmup <= _limit / Budget; warmup++)
                _loop.Run();
        }

        public void Run() => Times.Add(_loop.Run());

        public void Dispose()
        {
            _loop.Dispose();
            _model.Dispose();
        }
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
