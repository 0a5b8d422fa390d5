using Kimi.Runtime.Execution;

namespace Kimi.Runtime.Tests.Execution;

public sealed class WorkThreadTests
{
    [Fact]
    public async Task All_work_is_done_on_one_thread_and_what_follows_it_on_another()
    {
        using var thread = new WorkThread("test");

        var first = await thread.RunAsync(() => Environment.CurrentManagedThreadId);
        var after = Environment.CurrentManagedThreadId;
        var second = await thread.RunAsync(() => Environment.CurrentManagedThreadId);

        Assert.Equal(first, second);
        Assert.NotEqual(first, after);
    }

    [Fact]
    public async Task A_failure_is_that_of_its_own_work_alone()
    {
        using var thread = new WorkThread("test");

        await Assert.ThrowsAsync<InvalidOperationException>(() => thread.RunAsync<int>(() => throw new InvalidOperationException("no")));

        Assert.Equal(3, await thread.RunAsync(() => 3));
    }
}
