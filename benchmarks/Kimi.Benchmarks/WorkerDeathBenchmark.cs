using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Kimi.Cluster.Launching;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Kimi.Benchmarks;

/// <summary>
/// One of two worker processes is killed in the middle of its part: how long until that is noticed and the part is open again, and what the rollouts of
/// the iteration take longer than those of iterations without.
/// </summary>
internal static class WorkerDeathBenchmark
{
    private const int ResponseTokens = 512;

    /// <summary>Measures, on Linux.</summary>
    /// <param name="rounds">How many processes are killed.</param>
    internal static async Task RunAsync(int rounds)
    {
        LibTorch.Load();
        var settings = BenchmarkWorker.Settings;
        LibTorch.SetThreads(settings.ThreadCount);
        using var model = Transformer.Initialize(BenchmarkModel.Config(ResponseTokens + ReinforcementLoop.PromptTokens), seed: 1);
        using var reopened = new ReopenedParts();
        using var loop = new ReinforcementLoop(
            model,
            new() { PromptsPerIteration = 8, SamplesPerPrompt = 8, MaxResponseTokens = ResponseTokens, Parts = 2 },
            settings,
            services => services.AddSingleton<ILoggerProvider>(reopened).AddCluster(settings, BenchmarkWorker.Start));
        loop.Run();
        var (undisturbed, disturbed, noticed) = (new List<double>(), new List<double>(), new List<double>());
        while (noticed.Count < rounds)
        {
            var without = loop.Run().RolloutSeconds;
            var iteration = Task.Run(loop.Run);
            await Task.Delay(TimeSpan.FromSeconds(without / 2));
            var killed = Stopwatch.GetTimestamp();
            Process.GetProcessById(Workers()[noticed.Count % 2]).Kill();
            var with = (await iteration).RolloutSeconds;

            // A process that had finished its part already is not missed.
            if (!reopened.At.TryDequeue(out var open))
                continue;
            noticed.Add(Stopwatch.GetElapsedTime(killed, open).TotalSeconds);
            undisturbed.Add(without);
            disturbed.Add(with);
        }

        var title = string.Create(CultureInfo.InvariantCulture, $"{rounds} times, one of 2 worker processes killed in the middle of its part");
        var table = new Table().Title(title);
        foreach (var column in new[] { "", "mean, s", "most, s" })
            table.AddColumn(column);
        foreach (var (what, times) in new[] { ("until the part is open again", noticed), ("rollouts without", undisturbed), ("rollouts with", disturbed) })
            table.AddRow(what, Text(times.Average()), Text(times.Max()));
        AnsiConsole.Write(table);

        static string Text(double seconds) => seconds.ToString("f3", CultureInfo.InvariantCulture);
    }

    // The processes that this one has started.
    private static List<int> Workers() =>
    [
        .. Process.GetProcesses().Select(process => process.Id)
            .Where(process => Parent(process) == Environment.ProcessId.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string Parent(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ')[2];
        }
        catch (IOException)
        {
            // It has ended.
            return "";
        }
    }

    // What the runtime tells when it gives a part to somebody else.
    private sealed class ReopenedParts : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<long> At { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).EndsWith("it is issued again", StringComparison.Ordinal))
                At.Enqueue(Stopwatch.GetTimestamp());
        }

        public void Dispose()
        {
        }
    }
}
