using System.Globalization;
using Kimi.Benchmarks.LlamaCpp;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Spectre.Console;
using static TorchSharp.torch;

namespace Kimi.Benchmarks;

/// <summary>
/// What sampling takes beside the product that gives its logits, at the vocabulary of Qwen2.5-0.5B and on one thread: by the kernel, and by tensor operations,
/// which sort the vocabulary where only the most likely tokens may come. All take turns, and processor time is counted.
/// </summary>
internal static class HeadBenchmark
{
    private static readonly TransformerConfig s_config = RandomCheckpoint.All.Single(model => model.Name == "494M").Config;
    private static readonly int[] s_batches = [8, 16, 32, 64];

    private static readonly (string Name, SamplingOptions Sampling)[] s_ways =
    [
        ("most likely", new() { MaxResponseTokens = 1, Temperature = 0 }),
        ("temperature 1", new() { MaxResponseTokens = 1, Temperature = 1 }),
        ("p = 0.95", new() { MaxResponseTokens = 1, Temperature = 1, TopP = 0.95 }),
        ("k = 50", new() { MaxResponseTokens = 1, Temperature = 1, TopK = 50 }),
    ];

    internal static void Run(int rounds)
    {
        LibTorch.SetThreads(1);
        using var mode = inference_mode();
        using var weight = randn(s_config.VocabSize, s_config.HiddenSize).mul_(1 / Math.Sqrt(s_config.HiddenSize));
        var head = new Linear(weight, bias: null, adapter: null, ScalarType.Float32);
        var table = new Table().AddColumns("rows", "sampling");
        foreach (var column in new[] { "head, ms", "kernel, ms", "of the head", "tensor operations, ms", "of the head" })
            table.AddColumn(new TableColumn(column).RightAligned());
        WarmUp(head);
        foreach (var batch in s_batches)
        {
            using var x_BC = randn(batch, s_config.HiddenSize).mul_(2);
            foreach (var (name, sampling) in s_ways)
                AddRow(table, batch, name, Measure(head, x_BC, sampling, rounds));
        }

        AnsiConsole.Write(table);
    }

    // Until methods have been compiled with optimizations, which happens while they run.
    private static void WarmUp(Linear head)
    {
        using var x_BC = randn(s_batches[0], s_config.HiddenSize);
        foreach (var (_, sampling) in s_ways)
            Measure(head, x_BC, sampling, rounds: 8);
    }

    private static void AddRow(Table table, int batch, string name, (double Head, double Kernel, double Operations) milliseconds)
    {
        var (head, kernel, operations) = milliseconds;
        table.AddRow(
            string.Create(CultureInfo.InvariantCulture, $"{batch}"),
            name,
            string.Create(CultureInfo.InvariantCulture, $"{head:f1}"),
            string.Create(CultureInfo.InvariantCulture, $"{kernel:f1}"),
            string.Create(CultureInfo.InvariantCulture, $"{kernel / head:p1}"),
            string.Create(CultureInfo.InvariantCulture, $"{operations:f1}"),
            string.Create(CultureInfo.InvariantCulture, $"{operations / head:p0}"));
    }

    private static (double Head, double Kernel, double Operations) Measure(Linear head, Tensor x_BC, SamplingOptions sampling, int rounds)
    {
        var uniforms_B = Enumerable.Range(0, (int)x_BC.size(0)).Select(row => (row + 0.5f) / x_BC.size(0)).ToArray();
        var times = Enumerable.Range(0, 3).Select(_ => new List<double>()).ToList();
        for (var round = 0; round <= rounds; round++)
        {
            using var scope = NewDisposeScope();
            var logits_BV = Time(0, () => head.Apply(x_BC));
            Time(1, () => TokenSampler.Sample(logits_BV, uniforms_B, sampling));
            Time(2, () => TokenSampler.Composed(logits_BV, uniforms_B, sampling));

            // The first round warms up.
            T Time<T>(int index, Func<T> action)
            {
                var watch = Elapsed.Start();
                var result = action();
                if (round > 0)
                    times[index].Add(1000 * watch.Stop().Processor);
                return result;
            }
        }

        return (Median(times[0]), Median(times[1]), Median(times[2]));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
