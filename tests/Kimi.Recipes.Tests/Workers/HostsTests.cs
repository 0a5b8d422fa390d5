using System.Diagnostics;
using Kimi.Tests;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>Workers that join from another host: the bytes of one process, whatever happens to the link.</summary>
public sealed class HostsTests(LongerRun one) : IClassFixture<LongerRun>
{
    private const int Ended = 130;

    private static readonly string s_address = $"{TwoHosts.LauncherAddress}:8760";
    private static readonly string[] s_join = ["worker", "--join", s_address, "--threads", "1"];
    private static readonly string[] s_listen = [.. LongerRun.Arguments, "--workers", "1", "--listen", s_address];

    [SkippableFact]
    public async Task A_worker_of_another_host_that_waited_for_the_run_has_work_and_the_bytes_are_those_of_one_process()
    {
        using var hosts = new TwoHosts();
        using var launcher = hosts.OnLauncher();
        using var worker = hosts.OnWorker();
        (int, string) run = default;

        var (exitCode, output) = await WhileWorkingAsync(worker, [.. s_join, .. hosts.Certificates], async () =>
            run = await launcher.RunAsync([.. s_listen, .. hosts.Certificates]));

        AssertIsThatOfOne(launcher, run);
        Assert.Matches("worker .*, start [0-9]+ is gone after [1-9][0-9]* orders: the run is over", LogOf(launcher));
        Assert.Matches("copied [0-9]{4,} bytes for version [0-9]+ of", LogOf(worker));
        Assert.Equal(Ended, exitCode);
        Assert.StartsWith($"waits for a run at {s_address}\nworks for the run at {s_address}\n", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_worker_that_comes_late_has_work_and_one_whose_link_is_cut_and_restored_joins_again()
    {
        using var hosts = new TwoHosts();
        using var launcher = hosts.OnLauncher();
        using var worker = hosts.OnWorker();
        var begun = new StoredRun(launcher.Runs).HasCheckpoint("LongCot", step: 4);

        var run = await launcher.RunAsync([.. s_listen, .. hosts.Certificates], process =>
        {
            Wait(process, begun);
            WhileWorkingAsync(worker, [.. s_join, .. hosts.Certificates], async () =>
            {
                Wait(process, () => Tells(worker, "copied"));
                hosts.Cut();
                Wait(process, () => Tells(launcher, "start 1 is gone"));
                hosts.Restore();
                await process.WaitForExitAsync();
            }).Wait();
        });

        AssertIsThatOfOne(launcher, run);
        Assert.Matches(", start 1 is gone after [0-9]+ orders: no sign of life for 10 s", LogOf(launcher));
        Assert.Matches(", start [2-9][0-9]* is gone after [1-9][0-9]* orders: the run is over", LogOf(launcher));
    }

    [SkippableFact]
    public async Task A_worker_of_another_build_or_of_other_arithmetic_or_with_a_strangers_certificate_is_told_and_gets_no_work()
    {
        using var hosts = new TwoHosts();
        using var build = new OtherBuild();
        using var launcher = hosts.OnLauncher();
        using var other = hosts.OnWorker(build.Application);
        using var threads = hosts.OnWorker();
        using var stranger = hosts.OnWorker();
        var ended = new Dictionary<string, (int ExitCode, string Output)>();

        var run = await launcher.RunAsync([.. s_listen, .. hosts.Certificates], process =>
        {
            var foreign = WhileWorkingAsync(stranger, [.. s_join, .. hosts.ForeignCertificates], () => process.WaitForExitAsync());
            ended["build"] = other.RunAsync([.. s_join, .. hosts.Certificates]).Result;
            ended["threads"] = threads.RunAsync(["worker", "--join", s_address, "--threads", "2", .. hosts.Certificates]).Result;
            ended["stranger"] = foreign.Result;
        });

        AssertIsThatOfOne(launcher, run);
        Assert.Equal(2, ended["build"].ExitCode);
        Assert.Matches(
            "\nthis worker is of build [0-9a-f]{12} and the run of [0-9a-f]{12}, so it gets no work: copy the run's application to its host\n$",
            ended["build"].Output);
        Assert.Equal(2, ended["threads"].ExitCode);
        Assert.Matches(
            "\nthis worker computes as '.*' and the run as '.*', so it gets no work: give both the same settings and processor\n$",
            ended["threads"].Output);
        Assert.Matches("warning: worker .* is of build [0-9a-f]{12} and the run of", run.Output);
        Assert.Matches("warning: worker .* computes as '.*' and the run as", run.Output);
        Assert.StartsWith("waits for a run at ", ended["stranger"].Output, StringComparison.Ordinal);
        Assert.DoesNotContain("works for", ended["stranger"].Output, StringComparison.Ordinal);
        Assert.DoesNotContain("has joined", LogOf(launcher), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "10.0.0.1:8760", "a secret of enough length",
        "10.0.0.1:8760 is reached from other machines, whose processes must show certificates: give Kimi:ClusterCertificate, Kimi:ClusterKey and "
        + "Kimi:ClusterAuthority, or an address of this machine alone, such as 127.0.0.1\n")]
    [InlineData(
        "127.0.0.1:8760", "short",
        "the environment variable KIMI_CLUSTER_SECRET has 5 characters: give it the same 16 or more for the run at 127.0.0.1:8760 and for those that join "
        + "it\n")]
    [InlineData("127.0.0.1", "a secret of enough length", "is '127.0.0.1': give an address and a port, such as 10.0.0.1:8760\n")]
    public async Task What_others_could_reach_without_certificates_or_a_secret_is_refused_by_both_sides(string address, string secret, string refusal)
    {
        using var process = new RecipeProcess(typeof(SpreadRecipe));
        process.Environment["KIMI_CLUSTER_SECRET"] = secret;

        var (listenCode, listened) = await process.RunAsync(["run", "spread", "--listen", address]);
        var (joinCode, joined) = await process.RunAsync(["worker", "--join", address]);

        Assert.Equal((2, 2), (listenCode, joinCode));
        Assert.EndsWith(refusal, listened, StringComparison.Ordinal);
        Assert.EndsWith(refusal, joined, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Workers_find_the_run_through_Redis_before_it_starts_and_the_next_one_after_it_was_killed()
    {
        Skip.IfNot(File.Exists("/usr/bin/redis-server"), "redis-server is not installed");
        using var hosts = new TwoHosts();
        using var launcher = hosts.OnLauncher();
        using var worker = hosts.OnWorker();
        var redis = hosts.Start("redis-server", "--bind", TwoHosts.LauncherAddress, "--protected-mode", "no", "--save", "", "--appendonly", "no");
        string[] common = [.. hosts.Certificates, "--set", $"Kimi:ClusterRedis={TwoHosts.LauncherAddress}:6379"];

        // Any port: only Redis knows it.
        string[] listen = [.. LongerRun.Arguments, "--workers", "1", "--listen", $"{TwoHosts.LauncherAddress}:0", .. common];
        (int, string) run = default;
        try
        {
            await WhileWorkingAsync(worker, ["worker", "--join", "--threads", "1", .. common], async () =>
            {
                await launcher.RunAsync(listen, process =>
                {
                    Wait(process, () => Tells(worker, "works for the run"));
                    process.Kill();
                });
                while (LogOf(worker).Split("waits for a run").Length <= 2)
                    await Task.Delay(20);
                run = await launcher.RunAsync([.. listen, "--from", "Sft"]);
            });
        }
        finally
        {
            redis.Kill();
            await redis.WaitForExitAsync();
        }

        AssertIsThatOfOne(launcher, run);
        Assert.Matches("worker .*, start [2-9][0-9]* is gone after [1-9][0-9]* orders: the run is over", LogOf(launcher));
    }

    private void AssertIsThatOfOne(RecipeProcess launcher, (int ExitCode, string Output) run)
    {
        Assert.True(run.ExitCode == 0, run.Output);
        new StoredRun(launcher.Runs).AssertIs(one.Stored);
    }

    private static void Wait(Process process, Func<bool> moment)
    {
        while (!process.HasExited && !moment())
            Thread.Sleep(5);
    }

    private static bool Tells(RecipeProcess process, string what) => LogOf(process).Contains(what, StringComparison.Ordinal);

    private static string LogOf(RecipeProcess process)
    {
        var path = Path.Combine(process.Runs, "kimi.log");
        if (!File.Exists(path))
            return "";
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    // A worker goes on until it is ended.
    private static Task<(int ExitCode, string Output)> WhileWorkingAsync(RecipeProcess worker, string[] arguments, Func<Task> meanwhile) =>
        worker.RunAsync(arguments, process =>
        {
            try
            {
                meanwhile().Wait();
            }
            finally
            {
                Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
            }
        });

    // The application with one assembly more, which makes it another build.
    private sealed class OtherBuild : IDisposable
    {
        private readonly string _folder = $"{AppContext.BaseDirectory.TrimEnd('/')}-other-{Environment.ProcessId}";

        internal OtherBuild()
        {
            Process.Start("cp", ["-al", AppContext.BaseDirectory, _folder]).WaitForExit();
            File.Copy(typeof(HostsTests).Assembly.Location, Path.Combine(_folder, "More.dll"));
        }

        internal string Application => Path.Combine(_folder, Path.GetFileName(typeof(SpreadRecipe).Assembly.Location));

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A run in one process that is long enough for workers to come and go.</summary>
public sealed class LongerRun : IAsyncLifetime, IDisposable
{
    internal static readonly string[] Arguments = [.. OneProcess.Arguments, "--set", "LongCot:Iterations=160"];

    private readonly RecipeProcess _recipes = new(typeof(SpreadRecipe));

    internal StoredRun Stored => new(_recipes.Runs);

    public async Task InitializeAsync()
    {
        var (exitCode, output) = await _recipes.RunAsync(Arguments);
        Assert.True(exitCode == 0, output);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _recipes.Dispose();
}
