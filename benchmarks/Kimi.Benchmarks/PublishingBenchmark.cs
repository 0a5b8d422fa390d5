using System.Diagnostics;
using System.Globalization;
using Kimi.Torch.Files;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Spectre.Console;
using static TorchSharp.torch;

namespace Kimi.Benchmarks;

/// <summary>
/// A gigabyte of weights, published in the machine's memory and mapped by two processes: how long that takes, and what memory of their own it costs.
/// </summary>
internal static class PublishingBenchmark
{
    internal const string WorkerCommand = "publishing-worker";

    private const int Workers = 2;

    // 251 M numbers.
    private static readonly TransformerConfig s_config = BenchmarkModel.Config() with
    {
        HiddenSize = 1280,
        NumHiddenLayers = 13,
        NumAttentionHeads = 20,
        NumKeyValueHeads = 20,
        HeadDim = 64,
        IntermediateSize = 3328,
    };

    /// <summary>Measures.</summary>
    /// <param name="rounds">How often.</param>
    internal static void Run(int rounds)
    {
        LibTorch.Load();
        using var model = Transformer.Initialize(s_config, seed: 1);
        var bytes = model.Parameters.Weights.numel() * model.Parameters.Weights.element_size();
        var folder = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"kimi-publishing-{Environment.ProcessId}");
        var workers = Enumerable.Range(0, Workers).Select(_ => Process.Start(BenchmarkWorker.Start(WorkerCommand))!).ToList();
        var table = new Table().Title(string.Create(
            CultureInfo.InvariantCulture, $"{bytes / 1e9:f2} GB, {Workers} workers, {Environment.ProcessorCount} processors"));
        foreach (var column in new[] { "written: s", "hashed: s", "mapped by all: s", "read by all: s", "own memory of each" })
            table.AddColumn(new TableColumn(column).RightAligned());
        try
        {
            foreach (var worker in workers)
                worker.StandardOutput.ReadLine();
            for (var round = 0; round < rounds; round++)
            {
                var written = Seconds(() => model.Publish(folder));
                var hashed = Seconds(() => FolderHash.Of(folder));
                var mapped = Seconds(() => Ask(workers, folder));
                var own = new List<string>();
                var read = Seconds(() => own.AddRange(Ask(workers, "read")));
                table.AddRow(
                [
                    .. new[] { written, hashed, mapped, read }.Select(seconds => seconds.ToString("f3", CultureInfo.InvariantCulture)),
                    string.Join(", ", own.Select(text => Share(double.Parse(text, CultureInfo.InvariantCulture) / bytes))),
                ]);
                Directory.Delete(folder, recursive: true);
            }
        }
        finally
        {
            foreach (var worker in workers)
                worker.StandardInput.Close();
            foreach (var worker in workers)
                worker.WaitForExit();
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }

        AnsiConsole.Write(table);
    }

    /// <summary>A worker: maps the folder that a line names, and at another line reads all of it and tells the memory of its own that both took.</summary>
    internal static int RunWorker()
    {
        LibTorch.Load();
        LibTorch.SetThreads(1);
        using (var warm = zeros(1024))
            _ = warm.sum().item<float>();
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } folder)
        {
            var before = AnonymousBytes();
            using var model = Transformer.Map(folder, CPU, Precision.Fp32);
            Console.WriteLine("mapped");
            Console.ReadLine();
            using (no_grad())
            using (var sum = model.Parameters.Weights.sum())
                _ = sum.item<float>();
            Console.WriteLine(AnonymousBytes() - before);
        }

        return 0;
    }

    private static IReadOnlyList<string> Ask(IReadOnlyList<Process> workers, string line)
    {
        foreach (var worker in workers)
        {
            worker.StandardInput.WriteLine(line);
            worker.StandardInput.Flush();
        }

        return [.. workers.Select(worker => worker.StandardOutput.ReadLine() ?? throw new InvalidOperationException(worker.StandardError.ReadToEnd()))];
    }

    private static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }

    private static string Share(double share) => share.ToString("p1", CultureInfo.InvariantCulture);

    private static long AnonymousBytes()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
