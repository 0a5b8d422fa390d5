using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Kimi.Sandbox.Local;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace Kimi.Benchmarks;

/// <summary>
/// What judging a Python solution with ten tests costs in the sandbox, and by a plain process for each test, which is not safe: CPU time of this process
/// and of all below it. And how many sandboxes start a second and core, beside those of the paper (§2.6.4: 27 containers a second on 16 cores with Docker,
/// 120 with theirs).
/// </summary>
internal static class SandboxBenchmark
{
    private const int Tests = 10;
    private const int Judgements = 10;
    private const int Starts = 100;
    private const int PaperCores = 16;

    private const string Solution = """
        from typing import List
        import collections, heapq, sys

        def largest(numbers: List[int], count: int) -> List[int]:
            return heapq.nlargest(count, numbers)

        count, *numbers = map(int, sys.stdin.read().split())
        print(*largest(numbers, count), len(collections.Counter(numbers)))
        """;

    private static readonly byte[] s_input = Encoding.UTF8.GetBytes("3 5 1 4 1 5 9 2 6 5 3 5\n");

    /// <summary>Measures, in turn, so that what else the machine does hits both.</summary>
    /// <param name="rounds">How often.</param>
    public static void Run(int rounds)
    {
        using var sandbox = new LocalSandbox(Options.Create(new KimiOptions()));
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Solution);
        var (boxed, naive, starts) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            var one = CpuOf(() => Judge(sandbox));
            var other = CpuOf(() => JudgeNaively(file));
            var perSecond = StartsPerSecond(sandbox);
            // The first is for the compiler and for workers to start.
            if (round < 0)
                continue;
            boxed.Add(one / Judgements);
            naive.Add(other / Judgements);
            starts.Add(perSecond / Environment.ProcessorCount);
        }

        File.Delete(file);
        var ratio = boxed.Zip(naive, (one, other) => one / other).ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "median", "from", "to");
        Add("sandbox, CPU ms for 10 tests", boxed, "F0");
        Add("plain processes, CPU ms for 10 tests", naive, "F0");
        Add("ratio", ratio, "F2");
        Add("sandboxes started, per second and core", starts, "F1");
        table.AddRow("the paper's, per second and core", Number(120.0 / PaperCores, "F1"), Number(27.0 / PaperCores, "F1"), Number(120.0 / PaperCores, "F1"));
        AnsiConsole.Write(table);

        void Add(string name, List<double> values, string format)
        {
            values.Sort();
            table.AddRow(name, Number(values[values.Count / 2], format), Number(values[0], format), Number(values[^1], format));
        }
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static void Judge(LocalSandbox sandbox)
    {
        for (var judgement = 0; judgement < Judgements; judgement++)
            RunAsync(sandbox, Solution, [.. Enumerable.Repeat<ReadOnlyMemory<byte>>(s_input, Tests)]).GetAwaiter().GetResult();
    }

    private static void JudgeNaively(string file)
    {
        for (var test = 0; test < Judgements * Tests; test++)
        {
            using var process = Process.Start(new ProcessStartInfo(Toolchain.Python, [file]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
            process.StandardInput.BaseStream.Write(s_input);
            process.StandardInput.Close();
            if (process.StandardOutput.ReadToEnd() != "9 6 5 7\n")
                throw new InvalidOperationException("the solution is wrong");
            process.WaitForExit();
        }
    }

    private static double StartsPerSecond(LocalSandbox sandbox)
    {
        var clock = Stopwatch.StartNew();
        Parallel.For(0, Starts, new() { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount }, _ =>
            RunAsync(sandbox, "print('9 6 5 7')", [default]).GetAwaiter().GetResult());
        return Starts / clock.Elapsed.TotalSeconds;
    }

    private static async Task RunAsync(LocalSandbox sandbox, string source, ReadOnlyMemory<byte>[] inputs)
    {
        var job = new SandboxJob { Language = ProgramLanguage.Python, Source = source, Inputs = inputs };
        await foreach (var outcome in sandbox.RunAsync(job, CancellationToken.None).ConfigureAwait(false))
        {
            if (outcome is not RunOutcome.Exited { Code: 0 } exited || Encoding.UTF8.GetString(exited.Output.Span) != "9 6 5 7\n")
                throw new InvalidOperationException($"{outcome}");
        }
    }

    // In milliseconds. The kernel counts in hundredths of a second, and processes that end are counted by their parents.
    private static double CpuOf(Action work)
    {
        var before = Cpu();
        work();
        Thread.Sleep(300);
        return Cpu() - before;
    }

    private static double Cpu()
    {
        var folders = Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _));
        var processes = folders.Select(StatOf).OfType<Stat>().ToList();
        var ours = new HashSet<int> { Environment.ProcessId };
        while (processes.Any(process => ours.Contains(process.Parent) && ours.Add(process.Id)))
        {
        }

        return processes.Where(process => ours.Contains(process.Id)).Sum(process => process.Ticks) * 10;
    }

    private static Stat? StatOf(string folder)
    {
        try
        {
            var fields = File.ReadAllText(Path.Combine(folder, "stat")).Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return new(int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture),
                fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private sealed record Stat(int Id, int Parent, long Ticks);
}
