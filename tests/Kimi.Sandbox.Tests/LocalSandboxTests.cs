using System.Diagnostics;
using Kimi.Dsl;
using Kimi.Sandbox.Local;
using Kimi.Sandbox.Tests.Judging;

namespace Kimi.Sandbox.Tests;

/// <summary>Programs in the local sandbox.</summary>
/// <param name="box">The sandbox.</param>
[Collection(nameof(Box))]
public sealed class LocalSandboxTests(Box box)
{
    [SkippableTheory]
    [InlineData(ProgramLanguage.Python, "import sys\nfor line in sys.stdin: print(int(line) * 2)")]
    [InlineData(ProgramLanguage.C, "#include <stdio.h>\nint main(void) { long n; while (scanf(\"%ld\", &n) == 1) printf(\"%ld\\n\", n * 2); return 0; }")]
    [InlineData(ProgramLanguage.Cpp, "#include <iostream>\nint main() { long n; while (std::cin >> n) std::cout << n * 2 << '\\n'; }")]
    [InlineData(ProgramLanguage.JavaScript, "for (const n of require('fs').readFileSync(0, 'utf8').trim().split('\\n')) console.log(n * 2);")]
    public async Task A_program_of_each_language_reads_each_input(ProgramLanguage language, string source)
    {
        Box.Require(language);
        var limits = language == ProgramLanguage.JavaScript ? Box.Small with { MemoryBytes = 256L << 20, CpuSeconds = 5, Processes = 32 } : Box.Small;

        var outcomes = await Box.RunAsync(box.Sandbox, source, language, limits, "1", "20\n21\n", "-3\n");

        Assert.Equal(["exited 0: 2", "exited 0: 40\n42", "exited 0: -6"], outcomes.Select(Box.Words));
        var capabilities = await box.Sandbox.CapabilitiesAsync(CancellationToken.None);
        Assert.Contains(language, capabilities.Languages);
        var memory = ControlGroup.IsAvailable ? MemoryBound.ControlGroup : MemoryBound.Polled;
        Assert.Equal((SandboxIsolation.Namespaces, memory), (capabilities.Isolation, capabilities.Memory));
    }

    [SkippableTheory]
    [InlineData("print(1)\nraise ValueError('no')", "exited 1: 1")]
    [InlineData("import sys\nsys.exit(3)", "exited 3:")]
    [InlineData("exit('no')", "exited 1:")]
    [InlineData("import sys, atexit\natexit.register(print, 'last')\nprint('first')", "exited 0: first\nlast")]
    [InlineData("import threading, time\nthreading.Thread(target=lambda: (time.sleep(0.01), print('late'))).start()", "exited 0: late")]
    [InlineData("print(__name__, __file__)", "exited 0: __main__ /tmp/program.py")]
    [InlineData("if True print(1)", "exited 1:")]
    [InlineData("import subprocess\nprint(subprocess.run(['/usr/bin/echo', 'x'], capture_output=True, text=True).stdout)", "exited 0: x")]
    [InlineData("from multiprocessing import Pipe, Process\nprint(2)", "exited 0: 2")]
    [InlineData("print('ä€😀')", "exited 0: ä€😀")]
    [InlineData("import sys\nprint(sys.stdin.readline() == '', open('/dev/stdin').read() == '')", "exited 0: True True")]
    public async Task Python_behaves_as_the_interpreter_does(string source, string expected)
    {
        Box.Require(ProgramLanguage.Python);

        Assert.Equal(expected, Box.Words(Assert.Single(await Box.RunAsync(box.Sandbox, source))));
    }

    [SkippableFact]
    public async Task An_error_is_told_as_the_interpreter_tells_it()
    {
        Box.Require(ProgramLanguage.Python);

        var exited = Assert.IsType<RunOutcome.Exited>(Assert.Single(await Box.RunAsync(box.Sandbox, "def f():\n    return 1 / 0\nf()")));

        var error = Box.Text(exited.Error);
        Assert.StartsWith("Traceback (most recent call last):\n  File \"/tmp/program.py\", line 3, in <module>", error, StringComparison.Ordinal);
        Assert.EndsWith("ZeroDivisionError: division by zero\n", error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Runs_share_neither_files_nor_memory_nor_processes()
    {
        Box.Require(ProgramLanguage.Python);
        const string Source = """
            import os, re, sys
            mine = sys.stdin.read()
            found = []
            with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
                for line in maps:
                    if line.split()[1].startswith("r") and "[v" not in line:
                        start, end = (int(bound, 16) for bound in line.split()[0].split("-"))
                        memory.seek(start)
                        found += re.findall(rb"SECRET-OF-(\d+)", memory.read(end - start))
            print(os.listdir("."), sorted({one.decode() for one in found if one.decode() not in mine}), len(os.listdir("/proc")))
            open("left", "w").close()
            if os.fork() == 0:
                while True:
                    pass
            """;

        var limits = Box.Small with { CpuSeconds = 5 };

        var outcomes = await Box.RunAsync(box.Sandbox, Source, limits: limits, inputs: ["SECRET-OF-1111", "SECRET-OF-2222", "SECRET-OF-3333"]);
        var other = await Box.RunAsync(box.Sandbox, Source, limits: limits);

        Assert.All(outcomes.Concat(other), outcome => Assert.Equal("exited 0: ['program.py'] [] 3", Box.Words(outcome)));
        await Box.NothingIsLeftAsync();
    }

    [SkippableFact]
    public async Task A_program_does_the_same_on_every_worker()
    {
        Box.Require(ProgramLanguage.Python);
        const string Source = "print({str(n) for n in range(100)}, hash('x'))";
        using var other = Box.New();

        var first = Box.Words(Assert.Single(await Box.RunAsync(box.Sandbox, Source)));
        var second = Box.Words(Assert.Single(await Box.RunAsync(other, Source)));

        Assert.StartsWith("exited 0: {", first, StringComparison.Ordinal);
        Assert.Equal(first, second);
    }

    [SkippableFact]
    public async Task Usage_is_that_of_all_processes()
    {
        Box.Require(ProgramLanguage.Python);
        const string Source = """
            import os, time
            def work(seconds):
                kept = b"x" * (24 << 20)
                while time.process_time() < seconds:
                    pass
            if os.fork() == 0:
                work(0.3)
                os._exit(0)
            work(0.3)
            os.wait()
            """;

        var exited = Assert.IsType<RunOutcome.Exited>(Assert.Single(await Box.RunAsync(box.Sandbox, Source, limits: Box.Small with { CpuSeconds = 10 })));

        Assert.InRange(exited.Usage.CpuSeconds, 0.6, 5);
        Assert.InRange(exited.Usage.PeakBytes, 24L << 20, 96L << 20);
    }

    [SkippableFact]
    public async Task The_caller_stops_at_an_outcome_and_later_inputs_are_not_run()
    {
        Box.Require(ProgramLanguage.Python);
        var job = new SandboxJob
        {
            Language = ProgramLanguage.Python,
            Source = "while True: pass",
            Inputs = [.. Enumerable.Repeat(ReadOnlyMemory<byte>.Empty, 1_000)],
            Limits = Box.Small with { CpuSeconds = 0.1 },
        };

        var first = await box.Sandbox.RunAsync(job, CancellationToken.None).FirstAsync();

        Assert.Equal("limit CpuTime", Box.Words(first));
        await Box.NothingIsLeftAsync();
    }

    [SkippableFact]
    public async Task Cancellation_leaves_no_process()
    {
        Box.Require(ProgramLanguage.Python);
        using var sandbox = Box.New();
        using var stop = new CancellationTokenSource();
        var job = new SandboxJob
        {
            Language = ProgramLanguage.Python,
            Source = "import os\nos.fork()\nwhile True: pass",
            Inputs = [default],
            Limits = new() { CpuSeconds = 600 },
        };

        var running = sandbox.RunAsync(job, stop.Token).ToListAsync().AsTask();
        while (Box.ProcessesOfJobs().Count < 3)
            await Task.Delay(10);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Box.NothingIsLeftAsync();
        Assert.Equal("exited 0: 1", Box.Words(Assert.Single(await Box.RunAsync(sandbox, "print(1)"))));
    }

    [SkippableFact]
    public async Task A_worker_killed_at_random_is_never_an_outcome_of_the_program()
    {
        Box.Require(ProgramLanguage.Python);
        using var sandbox = Box.New();
        var random = new Random(1);
        var (ended, next, killed) = (0, 10, 0);
        var job = new SandboxJob
        {
            Language = ProgramLanguage.Python,
            Source = "import time\ntime.sleep(0.02)\nprint(input())",
            Inputs = [.. Enumerable.Range(0, 30).Select(number => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes($"{number}"))],
        };
        async Task<List<string>> RunAsync()
        {
            List<string> outcomes = [];
            await foreach (var outcome in JudgingBox.Runs(sandbox).OutcomesAsync(job, CancellationToken.None))
            {
                outcomes.Add(Box.Words(outcome));
                Interlocked.Increment(ref ended);
            }

            return outcomes;
        }

        var running = Enumerable.Range(0, 4).Select(_ => RunAsync()).ToList();
        while (!running.All(task => task.IsCompleted))
        {
            await Task.Delay(1);
            // So seldom that no run is hit at each of its tries.
            if (ended >= next && Box.Zygotes() is [_, ..] zygotes)
            {
                Kill(zygotes[random.Next(zygotes.Count)]);
                killed++;
                next = ended + 25;
            }
        }

        foreach (var outcomes in await Task.WhenAll(running))
            Assert.Equal(Enumerable.Range(0, 30).Select(number => $"exited 0: {number}"), outcomes);
        Assert.True(killed >= 3);
    }

    [SkippableFact]
    public async Task What_kills_its_worker_again_beside_a_good_program_is_the_programs_doing()
    {
        Box.Require(ProgramLanguage.Python);
        using var sandbox = Box.New();
        using var stop = new CancellationTokenSource();
        // Stands in for a program that breaks out: whatever supervises one that sleeps is killed.
        var killer = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                foreach (var program in Box.ProcessesOfJobs().Where(id => Box.CommandOf(id) == "sleep"))
                {
                    if (Box.ParentOf(program) is { } supervisor && Box.ParentOf(supervisor) is { } zygote && Box.Zygotes().Contains(zygote))
                        Kill(zygote);
                }

                await Task.Delay(1);
            }
        });

        var job = new SandboxJob
        {
            Language = ProgramLanguage.Python,
            Source = "import os\nos.execv('/usr/bin/sleep', ['sleep', '60'])",
            Inputs = [default],
            Limits = Box.Small,
        };
        var outcomes = await JudgingBox.Runs(sandbox).OutcomesAsync(job, CancellationToken.None).ToListAsync();
        await stop.CancelAsync();
        await killer;

        Assert.Equal("signal 9", Box.Words(Assert.Single(outcomes)));
    }

    [SkippableFact]
    public async Task Who_looks_at_an_outcome_may_have_another_program_run_meanwhile()
    {
        Box.Require(ProgramLanguage.Python);
        using var sandbox = Box.New(workers: 1);
        var job = new SandboxJob { Language = ProgramLanguage.Python, Source = "print(1)", Inputs = [default, default] };

        var judged = new List<string>();
        await foreach (var outcome in sandbox.RunAsync(job, CancellationToken.None))
            judged.Add(Box.Words(Assert.Single(await Box.RunAsync(sandbox, "print(2)"))));

        Assert.Equal(["exited 0: 2", "exited 0: 2"], judged);
    }

    [SkippableFact]
    public async Task Inputs_and_outputs_may_be_large_and_any_bytes()
    {
        Box.Require(ProgramLanguage.Python);
        var input = new byte[3_000_000];
        new Random(1).NextBytes(input);
        var job = new SandboxJob
        {
            Language = ProgramLanguage.Python,
            Source = "import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read())",
            Inputs = [input],
            Limits = new() { OutputBytes = input.Length },
        };

        var exact = Assert.IsType<RunOutcome.Exited>(await box.Sandbox.RunAsync(job, CancellationToken.None).SingleAsync());
        var less = await box.Sandbox.RunAsync(job with { Limits = new() { OutputBytes = input.Length - 1 } }, CancellationToken.None).SingleAsync();

        Assert.True(exact.Output.Span.SequenceEqual(input));
        Assert.Equal("limit Output", Box.Words(less));
    }

    [Fact]
    public async Task A_language_that_it_does_not_run_is_a_fault() =>
        Assert.StartsWith("fault: ", Box.Words(Assert.Single(await Box.RunAsync(box.Sandbox, "x", ProgramLanguage.Postfix))), StringComparison.Ordinal);

    [Fact]
    public void What_apparmor_denies_is_told_with_its_remedy() =>
        Assert.Contains("user namespaces", Bubblewrap.WhyNot("setting up uid map: Permission denied"), StringComparison.Ordinal);

    private static void Kill(int process)
    {
        try
        {
            Process.GetProcessById(process).Kill();
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }
}
