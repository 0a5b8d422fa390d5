using Kimi.Dsl;
using Kimi.Sandbox.Local;

namespace Kimi.Sandbox.Tests;

/// <summary>Memory that the kernel bounds, where it lets this process have control groups; elsewhere it is looked at.</summary>
/// <param name="box">The sandbox.</param>
[Collection(nameof(Box))]
public sealed class ControlGroupTests(Box box)
{
    // Each child takes less than the limit, all of them more, and none stays for a look.
    private const string Quick = """
        #include <stdlib.h>
        #include <string.h>
        #include <sys/mman.h>
        #include <sys/wait.h>
        #include <unistd.h>
        int main(void) {
            volatile int *full = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
            for (int child = 0; child < 8; child++)
                if (fork() == 0) {
                    memset(malloc(48 << 20), 1, 48 << 20);
                    __sync_fetch_and_add(full, 1);
                    for (int turns = 0; *full < 8 && turns < 2000; turns++) usleep(10);
                    _exit(0);
                }
            while (wait(0) > 0) { }
            return 0;
        }
        """;

    [SkippableFact]
    public async Task What_a_program_takes_between_two_looks_is_bounded_by_the_kernel()
    {
        Box.Require(ProgramLanguage.C);
        var limits = Box.Small with { CpuSeconds = 10 };

        var outcome = Box.Words(Assert.Single(await Box.RunAsync(box.Sandbox, Quick, ProgramLanguage.C, limits)));

        Assert.True(outcome == "limit Memory" || (outcome == "exited 0:" && !ControlGroup.IsAvailable), outcome);
        Assert.Equal("exited 0: 1", Box.Words(Assert.Single(await Box.RunAsync(box.Sandbox, "print(1)"))));
    }

    [SkippableFact]
    public async Task What_a_program_writes_has_limits_of_its_own_and_is_not_taken_for_its_memory()
    {
        Box.Require(ProgramLanguage.Python);
        var limits = Box.Small with { CpuSeconds = 10, MemoryBytes = 32L << 20, DiskBytes = 64L << 20, OutputBytes = 32 << 20 };
        var source = $"""
            import sys
            data = sys.stdin.buffer.read(16 << 20) and bytes(1 << 20)
            with open("file", "wb") as file:
                for _ in range(60): file.write(data)
            for _ in range(30): sys.stdout.buffer.write(data)
            """;

        var outcome = Assert.Single(await Box.RunAsync(box.Sandbox, source, limits: limits, inputs: new string('x', 16 << 20)));

        Assert.Equal(30 << 20, Assert.IsType<RunOutcome.Exited>(outcome).Output.Length);
    }

    [SkippableFact]
    public async Task A_sandbox_leaves_no_group()
    {
        Box.Require(ProgramLanguage.Python);
        if (ControlGroup.Create() is not { } group)
            return;
        var parent = Path.GetDirectoryName(group.Folder)!;
        group.Dispose();
        var before = Groups().Length;
        using (var sandbox = Box.New())
        {
            Assert.Equal("exited 0: 1", Box.Words(Assert.Single(await Box.RunAsync(sandbox, "print(1)"))));
            Assert.Equal(before + 1, Groups().Length);
        }

        Assert.Equal(before, Groups().Length);

        // Processes of other tests have theirs.
        string[] Groups() => Directory.GetDirectories(parent, $"kimi-sandbox-{Environment.ProcessId}-*");
    }

    [Fact]
    public void Groups_of_processes_that_are_gone_are_removed()
    {
        using var folder = new Kimi.Tests.TemporaryFolder();
        var gone = Directory.CreateDirectory(folder.File("kimi-sandbox-999999999-1"));
        var there = Directory.CreateDirectory(folder.File($"kimi-sandbox-{Environment.ProcessId}-1"));

        ControlGroup.RemoveLeft(folder.Path);

        Assert.False(Directory.Exists(gone.FullName));
        Assert.True(Directory.Exists(there.FullName));
    }

    [Fact]
    public void Where_nothing_counts_memory_there_are_no_groups()
    {
        Assert.Null(ControlGroups.Find([], []));
        Assert.Null(ControlGroups.Find(["30 23 0:28 / /nowhere rw - cgroup cgroup rw,cpu"], ["2:cpu:/"]));
        Assert.Null(ControlGroups.Find(["31 23 0:29 / /nowhere rw - cgroup2 cgroup2 rw"], ["0::/"]));
        Assert.Null(ControlGroups.Find(["30 23 0:28 / /nowhere rw - cgroup cgroup rw,memory"], ["2:memory:/here"]));
        Assert.Null(ControlGroups.Find(["30 23 0:28 / /tmp rw - cgroup cgroup rw,memory", "neither"], ["2:memory:/"]));
    }
}
