using System.Diagnostics;
using Kimi.Benchmarks.LlamaCpp;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Spectre.Console;
using static TorchSharp.torch;

namespace Kimi.Benchmarks;

/// <summary>
/// How long a policy of 494 million bf16 weights takes to load for sampling in bf16, beside reading its file of 942 MiB into memory; in turns, with the file in
/// the cache of the operating system.
/// </summary>
internal static class LoadingBenchmark
{
    private const int Piece = 16 << 20;

    internal static void Run(int rounds)
    {
        LibTorch.Load();
        var folder = RandomCheckpoint.All.Single(model => model.Name == "494M").Make(Path.Combine(Path.GetTempPath(), "kimi-llama"));
        var (reading, loading) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var (read, loaded) = (Seconds(() => Read(Path.Combine(folder, "model.safetensors"))), Seconds(() => Load(folder)));

            // The first round fills the cache, and compiles.
            if (round == 0)
                continue;
            reading.Add(read);
            loading.Add(loaded);
        }

        var table = new Table().AddColumns("", "median s");
        table.AddRow("reading the file", $"{Median(reading):0.00}");
        table.AddRow("loading the policy", $"{Median(loading):0.00}");
        table.AddRow("ratio", $"{Median([.. loading.Zip(reading, (load, read) => load / read)]):0.00}");
        AnsiConsole.Write(table);
    }

    private static void Read(string path)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        using var memory = empty(length, ScalarType.Byte);
        for (var place = 0L; place < length;)
        {
            using var piece = memory.narrow(0, place, Math.Min(Piece, length - place));
            place += RandomAccess.Read(file, piece.bytes, place);
        }
    }

    private static void Load(string folder)
    {
        using var model = Transformer.LoadFrozen(folder, CPU, Precision.Bf16);
        GC.KeepAlive(model);
    }

    private static double Seconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
