using Kimi.Tests;
using Xunit.Abstractions;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>SIGKILL to whichever process of a run, again and again: the same command goes on to the same bytes.</summary>
public sealed class MixedKillTests(ITestOutputHelper told)
{
    private const int Kills = 50;

    private static readonly string[] s_arguments =
        ["run", "spread", "--trainers", "2", "--threads", "1", "--workers", "2", "--processes", "--reward-workers", "1", "--set", "LongCot:Iterations=40"];

    [SkippableFact]
    [Trait("Category", "Long")]
    public async Task Fifty_kills_of_workers_trainers_and_the_process_that_started_them_change_no_byte()
    {
        Skip.IfNot(File.Exists("/usr/bin/mpirun"), "Open MPI is not installed");
        using var whole = new RecipeProcess(typeof(SpreadRecipe));
        var (code, said) = await whole.RunAsync(s_arguments);
        Assert.True(code == 0, said);
        var random = new Random(3);
        var hits = new Dictionary<string, int>();
        while (hits.Values.Sum() < Kills)
        {
            using var killed = new RecipeProcess(typeof(SpreadRecipe)) { MayCrash = true };
            for (var exitCode = 1; exitCode != 0;)
            {
                (exitCode, var output) = await killed.RunAsync(s_arguments, process =>
                {
                    while (hits.Values.Sum() < Kills && !process.HasExited)
                    {
                        Thread.Sleep(random.Next(200, 6_000));

                        // On a busy machine a run is rarely at its rollouts after that time, so each fifth kill waits for a worker.
                        var wantsWorker = hits.Values.Sum() % 5 == 4;
                        if (wantsWorker)
                            SpinWait.SpinUntil(() => process.HasExited || Workers(killed.Folder).Count > 0, TimeSpan.FromSeconds(60));
                        var all = wantsWorker && Workers(killed.Folder) is { Count: > 0 } workers ? workers : [.. LinuxProcesses.In(killed.Folder)];
                        if (all.Count > 0 && all[random.Next(all.Count)] is var one)
                        {
                            var kind = Kind(one, process.Id);
                            if (LinuxProcesses.TryKill(one))
                                hits[kind] = hits.GetValueOrDefault(kind) + 1;
                        }
                    }
                });
                Assert.True(exitCode is 0 or 1 or 137, output);

                // What is left of a run whose first process was killed stops after a checkpoint.
                Assert.True(SpinWait.SpinUntil(() => !LinuxProcesses.In(killed.Folder).Any(), TimeSpan.FromSeconds(60)), "a process outlives its run");
            }

            new StoredRun(killed.Runs).AssertIs(new(whole.Runs));
        }

        told.WriteLine(string.Join(", ", hits.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Value} {entry.Key}")));
        Assert.All(["worker", "trainer", "master"], kind => Assert.True(hits.ContainsKey(kind), $"no {kind} was killed"));
    }

    private static List<int> Workers(string folder) => [.. LinuxProcesses.In(folder).Where(LinuxProcesses.IsWorker)];

    private static string Kind(int process, int first) =>
        process == first ? "master"
        : LinuxProcesses.IsWorker(process) ? "worker"
        : LinuxProcesses.ReadOrNothing($"/proc/{process}/environ").Contains("OMPI_COMM_WORLD_RANK=", StringComparison.Ordinal) ? "trainer"
        : "mpirun";
}
