using System.Diagnostics;
using Kimi.Tests;
using Xunit.Abstractions;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>Rollout workers in processes of their own: the bytes of one process, whoever is killed.</summary>
public sealed class WorkerProcessTests(OneProcess one, ITestOutputHelper told) : IClassFixture<OneProcess>
{
    // One more, and on a slow machine they might all be of one worker that has not executed an order yet, which ends the run.
    private const int MostKillsOfARun = 9;

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Any_number_of_worker_processes_give_the_bytes_of_one_process(int workers)
    {
        SkipUnlessLinux();
        using var several = new RecipeProcess(typeof(SpreadRecipe));
        var most = 0;

        var (exitCode, output) = await several.RunAsync(Arguments(workers), process => most = MostWorkers(process));

        Assert.True(exitCode == 0, output);
        Assert.Equal(workers, most);
        new StoredRun(several.Runs).AssertIs(one.Stored);
        Assert.Equal([], LinuxProcesses.WorkersIn(several.Folder));
    }

    [SkippableFact]
    public void One_process_does_not_load_Orleans()
    {
        SkipUnlessLinux();
        Assert.Contains("Kimi.Runtime.dll", one.Mapped, StringComparison.Ordinal);
        Assert.DoesNotContain("Orleans", one.Mapped, StringComparison.Ordinal);
    }

    [SkippableFact]
    public Task Workers_killed_at_random_moments_are_started_again_and_the_bytes_are_those_of_one_process() => KillWorkersAsync(seed: 1, kills: 4);

    [SkippableTheory]
    [Trait("Category", "Long")]
    [InlineData(2)]
    public Task Fifty_kills_of_workers_change_no_byte(int seed) => KillWorkersAsync(seed, kills: 50);

    [SkippableFact]
    public async Task A_launcher_that_is_killed_leaves_no_worker_and_the_next_one_goes_on_to_the_same_bytes()
    {
        SkipUnlessLinux();
        using var killed = new RecipeProcess(typeof(SpreadRecipe));
        var saved = new StoredRun(killed.Runs).HasCheckpoint("LongCot", step: 4);
        string[] left = [];

        await killed.RunAsync(Arguments(workers: 2), process =>
        {
            Wait(process, saved);
            left = SharedFolders(process);
            process.Kill();
        });

        Assert.NotEmpty(left);
        Assert.True(SpinWait.SpinUntil(() => LinuxProcesses.WorkersIn(killed.Folder).Count == 0, TimeSpan.FromSeconds(10)), "a worker outlives its launcher");
        var (exitCode, output) = await killed.RunAsync(Arguments(workers: 2));
        Assert.True(exitCode == 0, output);
        Assert.Matches(@"LongCot: goes on from step \d+", output);
        new StoredRun(killed.Runs).AssertIs(one.Stored);
        Assert.DoesNotContain(left, Directory.Exists);
    }

    [SkippableFact]
    public async Task A_signal_to_the_run_ends_it_and_its_workers_after_a_checkpoint()
    {
        SkipUnlessLinux();
        using var stopped = new RecipeProcess(typeof(SpreadRecipe));
        var begun = new StoredRun(stopped.Runs).HasCheckpoint("LongCot", step: 2);

        var (exitCode, output) = await stopped.RunAsync(Arguments(workers: 2), process =>
        {
            Wait(process, begun);
            // As a terminal does, to the launcher and to whoever is in its group.
            Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();
        });

        Assert.True(exitCode == 130, output);
        Assert.Contains("stopped; checkpoints are kept", output, StringComparison.Ordinal);
        Assert.Equal([], LinuxProcesses.WorkersIn(stopped.Folder));
    }

    [SkippableFact]
    [Trait("Category", "Long")]
    public async Task The_quickstart_over_one_to_four_worker_processes_gives_the_bytes_of_one_process()
    {
        SkipUnlessLinux();
        string[] quickstart = ["run", "quickstart", "--profile", "smoke", "--threads", "2"];
        using var whole = new RecipeProcess();
        var (exitCode, said) = await whole.RunAsync(quickstart);
        Assert.True(exitCode == 0, said);
        foreach (var workers in new[] { "1", "2", "3", "4" })
        {
            using var several = new RecipeProcess();

            var (code, output) = await several.RunAsync([.. quickstart, "--workers", workers, "--processes"]);

            Assert.True(code == 0, output);
            new StoredRun(several.Runs).AssertIs(new(whole.Runs));
        }
    }

    private async Task KillWorkersAsync(int seed, int kills)
    {
        SkipUnlessLinux();
        var random = new Random(seed);
        var hits = 0;
        for (var run = 0; hits < kills; run++)
        {
            using var disturbed = new RecipeProcess(typeof(SpreadRecipe));
            var before = hits;

            var (exitCode, output) = await disturbed.RunAsync(Arguments(workers: 3), process =>
            {
                while (hits < Math.Min(kills, before + MostKillsOfARun) && !process.HasExited)
                {
                    Thread.Sleep(random.Next(100, 2_000));
                    if (LinuxProcesses.WorkersIn(disturbed.Folder) is { Count: > 0 } workers && LinuxProcesses.TryKill(workers[random.Next(workers.Count)]))
                        hits++;
                }
            });

            told.WriteLine($"run {run}: {hits - before} kills");
            Assert.True(exitCode == 0, output);
            new StoredRun(disturbed.Runs).AssertIs(one.Stored);
            var log = await File.ReadAllTextAsync(Path.Combine(disturbed.Runs, "kimi.log"));
            Assert.Contains("ended with code 137", log, StringComparison.Ordinal);
            Assert.DoesNotContain("were generated again", log, StringComparison.Ordinal);
        }
    }

    private static string[] Arguments(int workers) => [.. OneProcess.Arguments, "--workers", $"{workers}", "--processes"];

    private static void SkipUnlessLinux() => Skip.IfNot(OperatingSystem.IsLinux(), "workers are found in /proc");

    private static void Wait(Process process, Func<bool> moment)
    {
        while (!process.HasExited && !moment())
            Thread.Sleep(5);
    }

    private static int MostWorkers(Process process)
    {
        var most = 0;
        while (!process.HasExited)
        {
            most = Math.Max(most, LinuxProcesses.WorkersOf(process).Count);
            Thread.Sleep(20);
        }

        return most;
    }

    private static string[] SharedFolders(Process process) =>
        [.. MapsOf(LinuxProcesses.WorkersOf(process)).Split('\n').Where(line => line.Contains("/dev/shm/kimi-weights-", StringComparison.Ordinal))
            .Select(line => Path.GetDirectoryName(Path.GetDirectoryName(line[line.IndexOf('/', StringComparison.Ordinal)..]))!).Distinct()];

    private static string MapsOf(IEnumerable<int> processes) =>
        string.Concat(processes.Select(process => LinuxProcesses.ReadOrNothing($"/proc/{process}/maps")));
}

/// <summary>A run in one process, as it is by default.</summary>
public sealed class OneProcess : IAsyncLifetime, IDisposable
{
    internal static readonly string[] Arguments = ["run", "spread", "--threads", "1"];

    private readonly RecipeProcess _recipes = new(typeof(SpreadRecipe));

    internal StoredRun Stored => new(_recipes.Runs);

    /// <summary>The files that the process had in its memory in the course of its rollouts.</summary>
    internal string Mapped { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var sampling = Stored.HasCheckpoint("LongCot", step: 2);
        var (exitCode, output) = await _recipes.RunAsync(Arguments, whileRunning: process =>
        {
            while (!process.HasExited && !sampling())
                Thread.Sleep(1);
            if (OperatingSystem.IsLinux())
                Mapped = File.ReadAllText($"/proc/{process.Id}/maps");
        });
        Assert.True(exitCode == 0, output);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _recipes.Dispose();
}
