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
    internal static void Run(int rounds)
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
        for (var round = 0; round < rounds; round++)
        {
            undisturbed.Add(loop.Run().RolloutSeconds);
            var iteration = Task.Run(loop.Run);
            Thread.Sleep(TimeSpan.FromSeconds(undisturbed[^1] / 2));
            var killed = Stopwatch.GetTimestamp();
            Process.GetProcessById(Workers()[round % 2]).Kill();
            noticed.Add(Stopwatch.GetElapsedTime(killed, reopened.Next()).TotalSeconds);
            disturbed.Add(iteration.Result.RolloutSeconds);
        }

        var table = new Table().Title(string.Create(CultureInfo.InvariantCulture, $"{rounds} of 2 worker processes killed, each in the middle of its part"));
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
        private readonly BlockingCollection<long> _at = [];

        public long Next() => _at.Take();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).EndsWith("it is issued again", StringComparison.Ordinal))
                _at.Add(Stopwatch.GetTimestamp());
        }

        public void Dispose() => _at.Dispose();
    }
}
