using System.Diagnostics;
using System.Reflection;
using Kimi.Cluster.Workers;
using Kimi.Runtime;
using Kimi.Runtime.Settings;
using Kimi.Torch.Native;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kimi.Benchmarks;

/// <summary>The benchmarks as a worker's process.</summary>
internal static class BenchmarkWorker
{
    internal const string Command = "worker";

    /// <summary>What it computes with: two parts, so one thread for each.</summary>
    internal static KimiOptions Settings => new()
    {
        Threads = 2,
        RolloutWorkers = 2,
        RolloutProcesses = true,
        RunsFolder = Path.GetTempPath(),
    };

    /// <summary>How to start one.</summary>
    internal static ProcessStartInfo Start() => Start(Command);

    /// <summary>How to start this program again, with its streams redirected.</summary>
    /// <param name="argument">Its argument.</param>
    internal static ProcessStartInfo Start(string argument)
    {
        var program = Environment.ProcessPath!;
        string[] library = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Assembly.GetEntryAssembly()!.Location] : [];
        return new(program, [.. library, argument]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
    }

    /// <summary>Works until the benchmark is over.</summary>
    internal static async Task<int> RunAsync()
    {
        var invitation = Invitation.Parse(await Console.In.ReadLineAsync());
        Lifeline.Hold(Console.In);
        LibTorch.Load();
        LibTorch.SetThreads(Settings.ThreadCount);
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddKimi()
            .AddSingleton(Options.Create(Settings))
            .BuildServiceProvider();
        await RolloutWorker.RunAsync(invitation, services, CancellationToken.None);
        return 0;
    }
}
