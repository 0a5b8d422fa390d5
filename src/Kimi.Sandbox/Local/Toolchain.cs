using System.Diagnostics;
using System.Text;
using Kimi.Dsl;

namespace Kimi.Sandbox.Local;

/// <summary>What runs a language: Debian's own packages.</summary>
internal sealed class Toolchain
{
    /// <summary>The interpreter that is kept warm.</summary>
    public const string Python = "/usr/bin/python3";

    private static readonly SandboxLimits s_compiling = new()
    {
        CpuSeconds = 30,
        MemoryBytes = 1L << 30,
        DiskBytes = 64L << 20,
        OutputBytes = 1 << 16,
        Processes = 64,
    };

    private readonly string _program;
    private readonly string _package;
    private readonly string _source;

    private Toolchain(string program, string package, string source) => (_program, _package, _source) = (program, package, source);

    /// <summary>Those that the sandbox knows, by language.</summary>
    public static IReadOnlyDictionary<ProgramLanguage, Toolchain> All { get; } = new Dictionary<ProgramLanguage, Toolchain>
    {
        [ProgramLanguage.Python] = new(Python, "python3", "program.py"),
        [ProgramLanguage.C] = new("/usr/bin/gcc", "gcc", "program.c"),
        [ProgramLanguage.Cpp] = new("/usr/bin/g++", "g++", "program.cpp"),
        [ProgramLanguage.JavaScript] = new("/usr/bin/node", "nodejs", "program.js"),
    };

    /// <summary>Why it runs nothing, with its remedy; null where it does.</summary>
    public string? Problem => File.Exists(_program) ? null : $"{_program} is not installed: apt-get install {_package}";

    /// <summary>Its version.</summary>
    public string Version => FirstLine(_program, "--version") ?? "unknown";

    private bool IsCompiler => _package is "gcc" or "g++";

    /// <summary>The compilation of a program, or null where there is none.</summary>
    /// <param name="source">Its source.</param>
    public BoxJob? Compilation(string source) => IsCompiler
        ? Job(s_compiling, new(_source, Encoding.UTF8.GetBytes(source), false)) with
        {
            Command = [_program, "-O2", "-o", "program", _source, "-lm"],
            Product = "program",
        }
        : null;

    /// <summary>The runs of a program.</summary>
    /// <param name="job">The program.</param>
    /// <param name="compiled">What its compilation made.</param>
    public BoxJob Runs(SandboxJob job, ReadOnlyMemory<byte> compiled)
    {
        if (IsCompiler)
            return Job(job.Limits, new("program", compiled, true)) with { Command = ["/tmp/program"] };
        var box = Job(job.Limits, new(_source, Encoding.UTF8.GetBytes(job.Source), false));
        return job.Language == ProgramLanguage.Python
            ? box with { IsPython = true }
            : box with { Command = [_program, $"--max-old-space-size={job.Limits.MemoryBytes >> 20}", $"/tmp/{_source}"], BoundAddresses = false };
    }

    /// <summary>The first line that a program of the machine's own prints; null where it prints none.</summary>
    /// <param name="program">The program.</param>
    /// <param name="argument">Its argument.</param>
    public static string? FirstLine(string program, string argument)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [argument]) { RedirectStandardOutput = true });
        var line = process?.StandardOutput.ReadLine();
        process?.WaitForExit();
        return line;
    }

    private static BoxJob Job(SandboxLimits limits, BoxFile file) => new()
    {
        Files = [file],
        Cpu = limits.CpuSeconds,
        Wall = limits.WallSeconds,
        Memory = limits.MemoryBytes,
        Output = limits.OutputBytes,
        Disk = limits.DiskBytes,
        Processes = limits.Processes,
    };
}
