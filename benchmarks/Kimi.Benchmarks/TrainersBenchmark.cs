using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Kimi.Dsl;
using Kimi.Torch.Collectives;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Spectre.Console;

namespace Kimi.Benchmarks;

/// <summary>
/// Steps of training by two processes with one thread each, beside those of one process with one thread and with two, in turn and in one run. Processes that
/// have no share of a step wait meanwhile as they do in a run, without using a core.
/// </summary>
internal static class TrainersBenchmark
{
    private const int Trainers = 2;
    private const int Rows = 96;
    private const int Columns = 96;

    private static readonly TransformerConfig s_larger = BenchmarkModel.Config() with
    {
        HiddenSize = 320,
        NumHiddenLayers = 8,
        NumAttentionHeads = 5,
        NumKeyValueHeads = 5,
        HeadDim = 64,
        IntermediateSize = 864,
    };

    /// <summary>Measures.</summary>
    /// <param name="rounds">How many rounds are counted.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(int rounds)
    {
        switch (MpiCollective.StartedRank)
        {
            case null:
                return Start(rounds);
            case 0:
                Lead(rounds);
                return 0;
            default:
                LibTorch.SetThreads(1);
                using (var collective = MpiCollective.Join())
                using (var trainer = new Trainer(collective))
                    trainer.Run();
                return 0;
        }
    }

    private static int Start(int rounds)
    {
        var program = Environment.ProcessPath!;
        string[] library = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Assembly.GetEntryAssembly()!.Location] : [];
        var application = new ProcessStartInfo(program, [.. library, "trainers", "--rounds", rounds.ToString(CultureInfo.InvariantCulture)]);
        try
        {
            var start = OpenMpi.Start(Trainers, application);
            (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (false, false, false);
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (KimiException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }
    }

    private static void Lead(int rounds)
    {
        LibTorch.Load();
        using var collective = MpiCollective.Join();
        using var team = new TrainerTeam(collective);
        var table = new Table().Title(string.Create(
            CultureInfo.InvariantCulture, $"seconds a step, medians of {rounds} rounds, {Environment.ProcessorCount} processors"));
        foreach (var column in new[] { "weights", "tokens a step", "1 process, 1 thread", "1 process, 2 threads", "2 processes", "to the first" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var config in new[] { BenchmarkModel.Config(), s_larger })
            table.AddRow([.. Measure(config, team, rounds)]);
        AnsiConsole.Write(table);
    }

    private static IEnumerable<string> Measure(TransformerConfig config, TrainerTeam team, int rounds)
    {
        using var alone = Transformer.Initialize(config, seed: 1);
        using var shared = Transformer.Initialize(config, seed: 1);
        shared.Share(team);
        using var one = new Training(alone, Rows, Columns, tokensPerRun: 0);
        using var two = new Training(shared, Rows, Columns, tokensPerRun: 0);
        (Training Training, int Threads)[] contestants = [(one, 1), (one, 2), (two, 1)];
        var times = contestants.Select(_ => new List<double>()).ToList();
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (index, (training, threads)) in contestants.Index())
            {
                LibTorch.SetThreads(threads);
                var start = Stopwatch.GetTimestamp();
                training.Run();

                // The first round warms up caches and the just-in-time compiler.
                if (round > 0)
                    times[index].Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        var medians = times.ConvertAll(Median);
        return
        [
            config.ParameterCount.ToString("n0", CultureInfo.InvariantCulture),
            one.Tokens.ToString("n0", CultureInfo.InvariantCulture),
            .. medians.Select(Text),
            Text(medians[2] / medians[0]),
        ];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Text(double value) => value.ToString("f3", CultureInfo.InvariantCulture);
}
