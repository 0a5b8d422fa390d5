using System.Text;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Kimi.Sandbox.Local;
using Microsoft.Extensions.Options;

namespace Kimi.Sandbox.Tests;

/// <summary>The local sandbox, for all tests that run programs; they run one after the other, since they look at what is left on the machine.</summary>
[CollectionDefinition(nameof(Box))]
public sealed class Box : ICollectionFixture<Box>, IDisposable
{
    /// <summary>Limits that a machine does not feel.</summary>
    internal static SandboxLimits Small { get; } = new()
    {
        CpuSeconds = 0.5,
        MemoryBytes = 96L << 20,
        OutputBytes = 1 << 16,
        DiskBytes = 1L << 20,
        Processes = 16,
    };

    /// <summary>The sandbox.</summary>
    internal LocalSandbox Sandbox { get; } = New();

    /// <summary>Skips a test where programs cannot run; on CI that is a failure.</summary>
    internal static void Require(ProgramLanguage language)
    {
        var problem = Bubblewrap.Problem ?? Toolchain.All[language].Problem;
        if (problem is not null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(problem);
        Skip.If(problem is not null, problem);
    }

    /// <summary>Another one.</summary>
    internal static LocalSandbox New(int workers = 2) => new(Options.Create(new KimiOptions { SandboxWorkers = workers }));

    /// <summary>Runs a program for each input.</summary>
    internal static async Task<List<RunOutcome>> RunAsync(
        ISandbox sandbox, string source, ProgramLanguage language = ProgramLanguage.Python, SandboxLimits? limits = null, params string[] inputs)
    {
        var job = new SandboxJob
        {
            Language = language,
            Source = source,
            Limits = limits ?? Small,
            Inputs = [.. inputs.DefaultIfEmpty("").Select(input => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(input))],
        };
        return await sandbox.RunAsync(job, CancellationToken.None).ToListAsync();
    }

    /// <summary>An outcome in words: <c>exited 0: 42</c>, <c>signal 9</c>, <c>limit Memory</c>.</summary>
    internal static string Words(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Exited exited => $"exited {exited.Code}: {Text(exited.Output)}".TrimEnd(),
        RunOutcome.Signalled signalled => $"signal {signalled.Signal}",
        RunOutcome.LimitReached reached => $"limit {reached.Limit}",
        RunOutcome.CompileError => "does not compile",
        RunOutcome.SandboxFault fault => $"fault: {fault.Why}",
        _ => "?",
    };

    /// <summary>Bytes as text.</summary>
    internal static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    /// <summary>The processes below this one that are in a job: three process namespaces deep, counting the machine's.</summary>
    internal static List<int> ProcessesOfJobs() => [.. Processes().Where(id => Depth(id) >= 3)];

    /// <summary>The process of a worker's warm interpreter: two namespaces deep, and no other's child there than of bubblewrap.</summary>
    internal static List<int> Zygotes() => [.. Processes().Where(id => Depth(id) == 2 && CommandOf(id) == "python3")];

    /// <summary>What a process runs.</summary>
    internal static string? CommandOf(int process) => Line(process, "Name:");

    /// <summary>The parent of a process; null where it has ended.</summary>
    internal static int? ParentOf(int process) => Line(process, "PPid:") is { } parent ? int.Parse(parent) : null;

    /// <summary>Waits until no process of a job is left.</summary>
    internal static async Task NothingIsLeftAsync()
    {
        var left = ProcessesOfJobs();
        for (var attempt = 0; attempt < 1_000 && left.Count > 0; attempt++)
        {
            await Task.Delay(10);
            left = ProcessesOfJobs();
        }

        Assert.Empty(left);
    }

    public void Dispose() => Sandbox.Dispose();

    // Those of this process: others on the machine may have sandboxes too.
    private static IEnumerable<int> Processes() => Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
        .Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!)).Where(IsBelowThis);

    private static bool IsBelowThis(int process)
    {
        for (int? one = process; one is > 1; one = ParentOf(one.Value))
        {
            if (one == Environment.ProcessId)
                return true;
        }

        return false;
    }

    private static int Depth(int process) => Line(process, "NSpid:")?.Split('\t', StringSplitOptions.RemoveEmptyEntries).Length ?? 0;

    private static string? Line(int process, string key)
    {
        try
        {
            return File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
