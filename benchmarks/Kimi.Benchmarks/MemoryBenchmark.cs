using System.Globalization;
using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Spectre.Console;
using static TorchSharp.torch;

namespace Kimi.Benchmarks;

/// <summary>Resident memory and live tensors over many iterations of reinforcement learning with partial rollouts: both must stay flat.</summary>
internal static class MemoryBenchmark
{
    internal static void Run(int iterations)
    {
        LibTorch.Load();
        var options = new ReinforceAttribute { PromptsPerIteration = 4, SamplesPerPrompt = 8, MaxResponseTokens = 112 };
        using var transformer = Transformer.Initialize(BenchmarkModel.Config(), seed: 1);
        using var loop = new ReinforcementLoop(
            transformer, options, new(), new DrawnLengthAttribute { HeavyTailed = true }, new PartialRolloutsAttribute { TokenBudget = 48 });
        var table = new Table().AddColumns("iteration", "resident MiB", "managed MiB", "live tensors");
        for (var iteration = 1; iteration <= iterations; iteration++)
        {
            loop.Run();
            if (iteration is 1 or 10 || iteration % (iterations / 10) == 0)
            {
                table.AddRow(
                    $"{iteration}",
                    (Environment.WorkingSet / 1048576.0).ToString("f0", CultureInfo.InvariantCulture),
                    (GC.GetTotalMemory(forceFullCollection: false) / 1048576.0).ToString("f0", CultureInfo.InvariantCulture),
                    $"{Tensor.TotalCount}");
            }
        }

        AnsiConsole.Write(table);
    }
}
