using System.Globalization;
using Kimi.Benchmarks;
using Kimi.Benchmarks.LlamaCpp;
using Kimi.Torch.Native;
using Spectre.Console;

// Memory as applications have it.
MallocArenas.UseOne();
var rounds = args is [_, "--rounds", var count] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0
    ? given
    : (int?)null;
var baseline = args is ["speed", "--baseline", var file] ? new Baseline(file) : null;
var llama = args is ["llama", ..] ? LlamaOptions.Parse(args[1..]) : null;
if (args is [BenchmarkWorker.Command])
    return await BenchmarkWorker.RunAsync();
if (args is [PublishingBenchmark.WorkerCommand])
    return PublishingBenchmark.RunWorker();
if (args.Length != 1 && rounds is null && baseline is null && llama is null)
    return Usage();

// The tables are wider than the 80 columns assumed for a file.
AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 160);
switch (args[0])
{
    case "speed" when baseline is not null:
        return SpeedBenchmark.Compare(5, baseline) == 0 ? 0 : 1;
    case "speed":
        SpeedBenchmark.Run(rounds ?? 5);
        return 0;
    case "iteration":
        IterationBenchmark.Run(rounds ?? 7);
        return 0;
    case "partial":
        PartialRolloutBenchmark.Run(rounds ?? 12);
        return 0;
    case "partial-processes":
        PartialRolloutBenchmark.RunOverProcesses(rounds ?? 60);
        return 0;
    case "deaths":
        await WorkerDeathBenchmark.RunAsync(rounds ?? 8);
        return 0;
    case "publishing":
        PublishingBenchmark.Run(rounds ?? 5);
        return 0;
    case "overlap":
        OverlapBenchmark.Run(rounds ?? 5);
        return 0;
    case "memory":
        MemoryBenchmark.Run(rounds ?? 200);
        return 0;
    case "loading":
        LoadingBenchmark.Run(rounds ?? 5);
        return 0;
    case "products":
        ProductBenchmark.Run(rounds ?? 15);
        return 0;
    case "head":
        HeadBenchmark.Run(rounds ?? 5);
        return 0;
    case "adapter":
        return AdapterBenchmark.Run() ? 0 : 1;
    case "generator":
        GeneratorBenchmark.Run(rounds ?? 15);
        return 0;
    case "rules":
        return await RuleBenchmark.RunAsync(rounds ?? 51);
    case "sandbox":
        SandboxBenchmark.Run(rounds ?? 5);
        return 0;
    case "trainers":
        return TrainersBenchmark.Run(rounds ?? 7);
    case "llama" when llama is not null:
        return LlamaBenchmark.Run(llama) ? 0 : 1;
    default:
        return Usage();
}

static int Usage()
{
    Console.Error.WriteLine(
        "usage: dotnet run -c Release --project benchmarks/Kimi.Benchmarks -- "
        + "speed|iteration|partial|partial-processes|deaths|publishing|overlap|memory|loading|products|head|adapter|generator|rules|sandbox|trainers "
        + "[--rounds <count>]\n"
        + "       … -- speed --baseline <file>\n"
        + $"       … -- {LlamaOptions.Usage}");
    return 2;
}
