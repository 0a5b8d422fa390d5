using Kimi.Benchmarks.LlamaCpp;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Kimi.Torch.Optimization;
using Spectre.Console;

namespace Kimi.Benchmarks;

/// <summary>
/// The memory of weights, gradients and optimizer of a policy of the shape of SmolLM2-135M: training all weights, beside training an adapter of rank 16 on all
/// projections, which must take less than 30% of it.
/// </summary>
internal static class AdapterBenchmark
{
    private const double MiB = 1 << 20;

    /// <summary>Measures.</summary>
    /// <returns>Whether the adapter took less than 30%.</returns>
    internal static bool Run()
    {
        LibTorch.Load();
        var folder = RandomCheckpoint.All.Single(model => model.Name == "135M").Make(Path.Combine(Path.GetTempPath(), "kimi-llama"));
        var full = Bytes(() => Transformer.Load(folder));
        var adapter = Bytes(() => Transformer.LoadWithAdapter(folder, new(16, 32, LowRankShape.All), seed: 1));
        var table = new Table().AddColumns("trained", "MiB", "share");
        table.AddRow("all weights", $"{full / MiB:0}", "1.000");
        table.AddRow("adapter of rank 16", $"{adapter / MiB:0}", $"{(double)adapter / full:0.000}");
        AnsiConsole.Write(table);
        return adapter < 0.3 * full;
    }

    private static long Bytes(Func<Transformer> load)
    {
        var before = NativeHeap.InUse ?? throw new InvalidOperationException("the heap is not that of the C library of GNU, which alone tells what is in use");
        using var model = load();

        // Takes the memory of gradients and both moments.
        using var optimizer = new FlatAdam(model.Trained);
        return NativeHeap.InUse!.Value - before;
    }
}
