using System.Diagnostics;
using System.Globalization;
using Kimi.Tests;

namespace Kimi.Recipes.Tests.Trainers;

/// <summary>Several processes that train together, by Open MPI.</summary>
public sealed class TrainersTests
{
    private const int Stopped = 130;

    private static readonly string[] s_arguments = ["run", "killed", "--trainers", "2", "--threads", "1"];

    [SkippableFact]
    public async Task Two_trainers_repeat_to_the_bit_and_a_killed_one_ends_both_with_a_line_and_the_run_goes_on_to_the_same_bytes()
    {
        SkipWithoutOpenMpi();
        using var whole = new RecipeProcess(typeof(KilledRecipe));
        using var killed = new RecipeProcess(typeof(KilledRecipe));

        var (exitCode, output) = await whole.RunAsync(s_arguments);
        var (killedCode, killedOutput) = await killed.RunAsync(s_arguments, launcher =>
        {
            WaitForCheckpoint(killed, launcher);
            Trainer(killed, rank: 1)?.Kill();
        });
        var (resumedCode, resumedOutput) = await killed.RunAsync(s_arguments);

        Assert.True(exitCode == 0, output);
        Assert.True(killedCode == 1, killedOutput);
        Assert.EndsWith(
            "failed: one of the 2 trainers was killed or crashed (code 137), and the others with it: run again, and it goes on from its last "
            + "checkpoint\n", killedOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("stopping", killedOutput, StringComparison.Ordinal);
        Assert.True(resumedCode == 0, resumedOutput);
        Assert.Equal(whole.Weights("killed", "Sft"), killed.Weights("killed", "Sft"));
        Assert.Equal(whole.Weights("killed", "LongCot"), killed.Weights("killed", "LongCot"));
    }

    [SkippableFact]
    public async Task An_adapter_is_trained_by_both_as_by_one_and_beside_rollout_workers_in_processes_to_the_same_bytes()
    {
        SkipWithoutOpenMpi();
        string[] arguments = ["run", "adapted", "--threads", "1"];
        using var alone = new RecipeProcess(typeof(AdaptedRecipe));
        using var two = new RecipeProcess(typeof(AdaptedRecipe));
        using var twoWithWorkers = new RecipeProcess(typeof(AdaptedRecipe));

        Assert.Equal(0, (await alone.RunAsync([.. arguments, "--until", "Sft"])).ExitCode);
        Assert.Equal(0, (await two.RunAsync([.. arguments, "--trainers", "2"])).ExitCode);
        var (code, output) = await twoWithWorkers.RunAsync([.. arguments, "--trainers", "2", "--workers", "2", "--processes"]);

        Assert.True(code == 0, output);
        Assert.InRange(StoredNumbers.Distance(Adapter(two), Adapter(alone)), double.Epsilon, 1e-3);
        new StoredRun(twoWithWorkers.Runs).AssertIs(new(two.Runs));
        Assert.Empty(Processes(twoWithWorkers));
    }

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_to_all_of_the_terminals_processes_stops_the_trainers_after_a_checkpoint(string signal)
    {
        SkipWithoutOpenMpi();
        using var run = new RecipeProcess(typeof(KilledRecipe)) { Through = ["setsid"] };

        var (code, output) = await run.RunAsync(s_arguments, launcher =>
        {
            WaitForCheckpoint(run, launcher);
            Process.Start("kill", [$"-{signal}", "--", $"-{launcher.Id}"]).WaitForExit();
        });

        Assert.True(code == Stopped, output);
        Assert.Single(Lines(output, "stopping after a checkpoint"));
        Assert.Single(Lines(output, "stopped; checkpoints are kept"));
        Assert.Empty(Processes(run));
        var (next, said) = await run.RunAsync([.. s_arguments, "--until", "Sft"]);
        Assert.True(next == 0, said);
        Assert.Matches(@"Sft: goes on from step \d+", said);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_trainer_outlives_what_started_it_and_a_run_without_others_goes_on_and_says_so(bool isOpenMpi)
    {
        SkipWithoutOpenMpi();
        using var run = new RecipeProcess(typeof(KilledRecipe));

        var (code, output) = await run.RunAsync(s_arguments, launcher =>
        {
            WaitForCheckpoint(run, launcher);
            (isOpenMpi ? Processes(run).First(process => process.ProcessName == "mpirun") : launcher).Kill();
        });
        foreach (var process in Processes(run))
            await process.WaitForExitAsync();

        Assert.True(code == (isOpenMpi ? 1 : 137), output);
        var (next, said) = await run.RunAsync([.. WholeRun.Arguments, "--until", "Sft"]);
        Assert.True(next == 0, said);
        Assert.Matches(@"Sft: goes on from step \d+", said);
        Assert.Contains(" 2 trainers': its results may differ in their last bits", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_trainers_without_Open_MPI_are_refused_with_what_to_install()
    {
        using var run = new RecipeProcess(typeof(KilledRecipe)) { Environment = { ["PATH"] = "/nowhere" } };

        var (code, output) = await run.RunAsync(s_arguments);

        Assert.Equal(2, code);
        Assert.Equal("several trainers need mpirun: apt-get install openmpi-bin\n", output);
    }

    [Fact]
    public async Task Several_trainers_are_refused_on_another_device_than_the_CPU()
    {
        using var run = new RecipeProcess(typeof(KilledRecipe));

        var (code, output) = await run.RunAsync([.. s_arguments, "--device", "cuda"]);

        Assert.Equal(2, code);
        Assert.Equal("--trainers 2 is for the CPU, and the device is cuda: leave it out\n", output);
    }

    [SkippableTheory]
    [InlineData("--threads", "3")]
    [InlineData("--set", "Kimi:Threads=3")]
    [InlineData("--until", "Sft")]
    public async Task Trainers_get_the_command_line_and_without_threads_in_it_a_share_of_the_cores(string option, string value)
    {
        Skip.IfNot(File.Exists("/usr/bin/setsid"), "setsid is not installed: apt-get install util-linux");
        using var run = new RecipeProcess(typeof(KilledRecipe));
        run.Environment["PATH"] = $"{run.Folder}:{Environment.GetEnvironmentVariable("PATH")}";
        var openMpi = Path.Combine(run.Folder, "mpirun");
        File.WriteAllText(openMpi, "#!/bin/sh\necho \"$*\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(openMpi, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var threads = option == "--until" ? $" --threads {Math.Max(1, Environment.ProcessorCount / 2)}" : "";

        var (code, output) = await run.RunAsync("run", "killed", "--trainers", "2", option, value);

        Assert.Equal(0, code);
        Assert.Contains(" -n 2 ", output, StringComparison.Ordinal);
        Assert.EndsWith($"Kimi.Recipes.Tests.dll run killed --trainers 2 {option} {value}{threads}\n", output, StringComparison.Ordinal);
    }

    private static void SkipWithoutOpenMpi() => Skip.IfNot(File.Exists("/usr/bin/mpirun"), "mpirun is not installed: apt-get install openmpi-bin");

    private static float[] Adapter(RecipeProcess run) => StoredNumbers.Of(run, "adapted", "Sft", "adapter_model.safetensors");

    private static IEnumerable<string> Lines(string output, string text) =>
        output.Split('\n').Where(line => line.Contains(text, StringComparison.Ordinal));

    private static void WaitForCheckpoint(RecipeProcess run, Process launcher)
    {
        var begun = new StoredRun(run.Runs).HasCheckpoint("Sft", step: 2);
        while (!launcher.HasExited && !begun())
            Thread.Sleep(1);
    }

    private static Process? Trainer(RecipeProcess run, int rank) => Processes(run).FirstOrDefault(process =>
        File.ReadAllText($"/proc/{process.Id}/environ").Split('\0').Contains($"OMPI_COMM_WORLD_RANK={rank}"));

    // All that were started in the run's folder.
    private static List<Process> Processes(RecipeProcess run)
    {
        var processes = new List<Process>();
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    && new FileInfo(Path.Combine(folder, "cwd")).LinkTarget == run.Folder)
                    processes.Add(Process.GetProcessById(id));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // It has ended meanwhile.
            }
        }

        return processes;
    }
}
