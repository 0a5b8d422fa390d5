using System.Diagnostics;
using System.Globalization;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Spectre.Console;

namespace Kimi.Benchmarks;

/// <summary>
/// Speed of training and decoding as a share of the machine's own matrix multiplication. Everything is measured in one process
/// in alternating rounds, so that other work on the machine affects all contestants equally, and medians are reported.
/// A token costs 6·N floating-point operations in training and 2·N in decoding, N being the number of weights.
/// </summary>
internal static class SpeedBenchmark
{
    private static readonly TransformerConfig s_config = BenchmarkModel.Config();
    private static readonly int[] s_threads = [1, 2];
    private static readonly int[] s_batches = [16, 64, 256];
    private static readonly int[] s_slots = [1, 16, 64, 256, 512];

    /// <summary>Measures, and compares the shares with an earlier run's.</summary>
    /// <param name="rounds">How many rounds are counted.</param>
    /// <param name="baseline">The earlier run.</param>
    /// <returns>How many rates are notably lower than before.</returns>
    internal static int Compare(int rounds, Baseline baseline)
    {
        Run(rounds, baseline);
        baseline.Save();
        return baseline.Slower;
    }

    internal static void Run(int rounds, Baseline? baseline = null)
    {
        LibTorch.Load();
        using var transformer = Transformer.Initialize(s_config, seed: 1);
        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{s_config.ParameterCount:n0} weights, {Environment.ProcessorCount} processors, medians of {rounds} rounds"));
        foreach (var threads in s_threads.Where(threads => threads <= Environment.ProcessorCount))
        {
            LibTorch.SetThreads(threads);
            Report(threads, Measure(Contestants(transformer), rounds), baseline);
        }
    }

    private static List<IContestant> Contestants(Transformer transformer)
    {
        var contestants = new List<IContestant>();
        contestants.AddRange(MatrixMultiplication.OfModel(s_config));
        contestants.AddRange(s_batches.Select(batch => new Training(transformer, batch)));
        contestants.AddRange(s_slots.Select(slots => new Decoding(transformer, slots)));
        return contestants;
    }

    private static List<(IContestant Contestant, double Seconds)> Measure(List<IContestant> contestants, int rounds)
    {
        var times = contestants.ToDictionary(contestant => contestant, _ => new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var contestant in contestants)
            {
                var start = Stopwatch.GetTimestamp();
                contestant.Run();
                // The first round warms up caches and the just-in-time compiler.
                if (round > 0)
                    times[contestant].Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        return [.. contestants.Select(contestant => (contestant, Median(times[contestant])))];
    }

    private static void Report(int threads, List<(IContestant Contestant, double Seconds)> results, Baseline? baseline)
    {
        var ceiling = results.Where(result => result.Contestant is MatrixMultiplication)
            .MaxBy(result => result.Contestant.Operations / result.Seconds);
        var peak = ceiling.Contestant.Operations / ceiling.Seconds;
        var table = new Table().Title(string.Create(
            CultureInfo.InvariantCulture, $"{threads} thread(s): ceiling {peak / 1e9:f1} GFLOP/s, reached by {ceiling.Contestant.Name}"));
        table.AddColumn("work");
        foreach (var column in new[] { "tokens/s", "GFLOP/s", "of the ceiling", "change" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var (contestant, seconds) in results)
        {
            var rate = contestant.Operations / seconds;
            table.AddRow(
                contestant.Name,
                contestant.Tokens > 0 ? string.Create(CultureInfo.InvariantCulture, $"{contestant.Tokens / seconds:n0}") : "",
                string.Create(CultureInfo.InvariantCulture, $"{rate / 1e9:f1}"),
                string.Create(CultureInfo.InvariantCulture, $"{rate / peak:p0}"),
                contestant.Tokens > 0 ? baseline?.Compare($"{threads} threads: {contestant.Name}", rate / peak) ?? "" : "");
        }

        AnsiConsole.Write(table);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
