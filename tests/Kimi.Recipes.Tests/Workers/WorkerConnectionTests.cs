using System.Diagnostics;
using Kimi.Cluster.Launching;
using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>Which workers get orders, and what becomes of an order.</summary>
public sealed class WorkerConnectionTests
{
    private static readonly WorkerDescription s_expected = new("a1", "cpu 1");

    private static readonly RolloutOrder s_order = new()
    {
        Stage = "stage",
        Address = "address",
        Policy = new("policy", 1),
        Sampling = new() { MaxResponseTokens = 1, Temperature = 1 },
        Prompts = [],
        Requests = [],
    };

    [Theory]
    [InlineData("a1", "cpu 1", null)]
    [InlineData("b2", "cpu 1", "is of build b2 and this process of a1: run again, once nobody builds the application meanwhile")]
    [InlineData(
        "a1", "cpu 2", "computes as 'cpu 2' and this process as 'cpu 1', so results would differ: give both the same settings and processor")]
    public async Task Only_a_worker_of_the_same_build_and_the_same_arithmetic_gets_orders(string build, string fingerprint, string? why)
    {
        var connection = new WorkerConnection(s_expected, TimeProvider.System);
        var worker = new WorkerDescription(build, fingerprint);
        var events = connection.ExecuteAsync(s_order, CancellationToken.None).GetAsyncEnumerator();
        _ = events.MoveNextAsync().AsTask();
        using var enough = new CancellationTokenSource();

        Assert.Equal(why, connection.Join(worker));
        var orders = await connection.NextAsync(enough.Token) is null ? 0 : 1;

        Assert.Equal(why, s_expected.WhyNot(worker));
        Assert.Equal(why is null ? 1 : 0, orders);
    }

    [Fact]
    public async Task Orders_of_a_process_that_ends_fail_with_how_it_ended_and_so_do_later_ones()
    {
        var connection = new WorkerConnection(s_expected, TimeProvider.System);
        await using var running = connection.ExecuteAsync(s_order, CancellationToken.None).GetAsyncEnumerator();
        var next = running.MoveNextAsync().AsTask();

        connection.End("its process 7 ended with code 137");

        var ended = await Assert.ThrowsAsync<WorkerEndedException>(() => next);
        Assert.Equal("its process 7 ended with code 137", ended.Message);
        await using var later = connection.ExecuteAsync(s_order, CancellationToken.None).GetAsyncEnumerator();
        await Assert.ThrowsAsync<WorkerEndedException>(() => later.MoveNextAsync().AsTask());
    }

    [Fact]
    public async Task Reports_come_back_in_order_and_a_worker_learns_which_orders_are_no_longer_wanted()
    {
        var connection = new WorkerConnection(s_expected, TimeProvider.System);
        var events = connection.ExecuteAsync(s_order, CancellationToken.None).GetAsyncEnumerator();
        var first = events.MoveNextAsync().AsTask();
        Assert.True(connection.Take(1, [new WorkerReport.Told(new RolloutEvent.Progress()), new WorkerReport.Told(new RolloutEvent.Failed("no"))]));

        Assert.True(await first);
        Assert.IsType<RolloutEvent.Progress>(events.Current);
        Assert.True(await events.MoveNextAsync());
        Assert.IsType<RolloutEvent.Failed>(events.Current);
        await events.DisposeAsync();

        Assert.False(connection.Take(1, [new WorkerReport.Told(new RolloutEvent.Progress())]));
    }

    [Fact]
    public async Task What_nobody_can_execute_ends_the_run_in_the_workers_words()
    {
        var connection = new WorkerConnection(s_expected, TimeProvider.System);
        await using var events = connection.ExecuteAsync(s_order, CancellationToken.None).GetAsyncEnumerator();
        var next = events.MoveNextAsync().AsTask();

        connection.Take(1, [new WorkerReport.Refused(["the prompt is empty"])]);

        Assert.Equal("the prompt is empty", (await Assert.ThrowsAsync<KimiException>(() => next)).Message);
    }

    [SkippableFact]
    public async Task A_process_that_ends_again_and_again_ends_the_run_with_its_last_words()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the process is a shell");
        await using var process = new WorkerProcess(
            "worker process 1", s_expected, _ => Task.FromResult(Shell("echo no such device >&2; exit 3")), [], TimeProvider.System, NullLogger.Instance);

        var refused = await Assert.ThrowsAsync<KimiException>(() => process.ReadyAsync(CancellationToken.None));

        Assert.Matches(
            "^worker process 1 has ended 10 times without having executed an order, at last thus: its process [0-9]+ ended with code 3 and said: "
            + "no such device. Find the cause in the log",
            refused.Message);
    }

    private static Process Shell(string script) => Process.Start(
        new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
}
