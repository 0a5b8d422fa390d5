using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>A program to run. Expected outputs are not part of it: what decides stays outside of the sandbox.</summary>
public sealed record SandboxJob
{
    /// <summary>The language it is written in.</summary>
    public required ProgramLanguage Language { get; init; }

    /// <summary>Its source, in one file.</summary>
    public required string Source { get; init; }

    /// <summary>What it reads from its standard input, one run for each. Runs share nothing: each has processes, files and memory of its own.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Inputs { get; init; }

    /// <summary>What a run may use.</summary>
    public SandboxLimits Limits { get; init; } = new();
}

/// <summary>What one run of a program may use; more ends it.</summary>
public sealed record SandboxLimits
{
    /// <summary>CPU time of all its processes together, in seconds. Default: 10.</summary>
    public double CpuSeconds { get; init; } = 10;

    /// <summary>Wall time, in seconds, for a program that waits, or whose machine is busy: a generous multiple of CPU time.</summary>
    [JsonIgnore]
    public double WallSeconds => (5 * CpuSeconds) + 2;

    /// <summary>Memory of all its processes together, in bytes. Default: 256 MiB.</summary>
    public long MemoryBytes { get; init; } = 256L << 20;

    /// <summary>What it may write to its standard output and to its standard error, each, in bytes. Default: 1 MiB.</summary>
    public int OutputBytes { get; init; } = 1 << 20;

    /// <summary>What it may write to files, in bytes. Default: 16 MiB.</summary>
    public long DiskBytes { get; init; } = 16L << 20;

    /// <summary>How many processes and threads it may have at a time. Default: 32.</summary>
    public int Processes { get; init; } = 32;
}
