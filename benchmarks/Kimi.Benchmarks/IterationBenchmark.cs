using System.Diagnostics;
using System.Globalization;
using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Spectre.Console;

namespace Kimi.Benchmarks;

/// <summary>Whole iterations of reinforcement learning: seconds, the share of each phase, and the rate as a share of the matmul rate of the same run.</summary>
internal static class IterationBenchmark
{
    private static readonly int[] s_threads = [1, 2];

    internal static void Run(int iterations)
    {
        LibTorch.Load();
        var table = new Table().Title("one iteration: 64 prompts of 20 tokens, 8 responses each of 16 to 112 tokens, 4 optimizer steps; medians");
        foreach (var column in new[] { "threads", "ceiling GFLOP/s", "seconds", "rollout", "judge", "train", "decode tokens/s", "of ceiling",
            "train tokens/s", "of ceiling", "whole, of ceiling" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var threads in s_threads.Where(threads => threads <= Environment.ProcessorCount))
        {
            LibTorch.SetThreads(threads);
            table.AddRow(Measure(threads, iterations));
        }

        AnsiConsole.Write(table);
    }

    private static string[] Measure(int threads, int iterations)
    {
        var options = new ReinforceAttribute { PromptsPerIteration = 64, SamplesPerPrompt = 8, MaxResponseTokens = 112 };
        using var transformer = Transformer.Initialize(BenchmarkModel.Config(), seed: 1);
        using var loop = new ReinforcementLoop(transformer, options, new() { Threads = threads }, new DrawnLengthAttribute());
        var matmuls = MatrixMultiplication.OfModel(BenchmarkModel.Config()).ToList();
        var rates = new List<double>();
        loop.Run();
        var times = new List<IterationTimes>();
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            rates.Add(matmuls.Max(Rate));
            times.Add(loop.Run());
        }

        var ceiling = Median(rates);
        var typical = times.OrderBy(each => each.Seconds).ElementAt(times.Count / 2);
        var weights = BenchmarkModel.Config().ParameterCount;
        var prompts = (long)options.PromptsPerIteration * ReinforcementLoop.PromptTokens;
        var (decoding, training) = (2.0 * weights * (typical.GeneratedTokens + prompts), 6.0 * weights * typical.TrainedTokens);
        return
        [
            $"{threads}",
            Text("f1", ceiling / 1e9),
            Text("f2", typical.Seconds),
            Text("p0", typical.RolloutSeconds / typical.Seconds),
            Text("p0", typical.JudgeSeconds / typical.Seconds),
            Text("p0", typical.TrainSeconds / typical.Seconds),
            Text("n0", typical.GeneratedTokens / typical.RolloutSeconds),
            Text("p0", decoding / typical.RolloutSeconds / ceiling),
            Text("n0", typical.TrainedTokens / typical.TrainSeconds),
            Text("p0", training / typical.TrainSeconds / ceiling),
            Text("p0", (decoding + training) / typical.Seconds / ceiling),
        ];
    }

    private static double Rate(MatrixMultiplication matmul)
    {
        var start = Stopwatch.GetTimestamp();
        matmul.Run();
        return matmul.Operations / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
