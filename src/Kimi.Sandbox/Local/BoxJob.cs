using Kimi.Dsl;

namespace Kimi.Sandbox.Local;

/// <summary>What a worker is asked for: the header of a frame, whose file bytes follow it.</summary>
internal sealed record BoxJob
{
    /// <summary>The files beside the program, and itself.</summary>
    public required IReadOnlyList<BoxFile> Files { get; init; }

    /// <summary>Whether the first file is run by the warm interpreter, and no command is.</summary>
    public bool IsPython { get; init; }

    /// <summary>The command otherwise.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>The file to hand back, or null.</summary>
    public string? Product { get; init; }

    /// <summary>Whether each process's address space is bounded; Node.js reserves more than it uses.</summary>
    public bool BoundAddresses { get; init; } = true;

    /// <summary>CPU time, in seconds.</summary>
    public required double Cpu { get; init; }

    /// <summary>Wall time, in seconds: what a program may take that waits, or whose machine is busy.</summary>
    public required double Wall { get; init; }

    /// <summary>Memory, in bytes.</summary>
    public required long Memory { get; init; }

    /// <summary>Each output, in bytes.</summary>
    public required int Output { get; init; }

    /// <summary>Files, in bytes.</summary>
    public required long Disk { get; init; }

    /// <summary>Processes and threads.</summary>
    public required int Processes { get; init; }
}

/// <summary>A file in a box.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Data">Its bytes.</param>
/// <param name="IsExecutable">Whether it may be executed.</param>
internal sealed record BoxFile(string Name, ReadOnlyMemory<byte> Data, bool IsExecutable);

/// <summary>How a run ended.</summary>
/// <param name="Cpu">CPU time of all processes, in seconds.</param>
/// <param name="Wall">Wall time, in seconds.</param>
/// <param name="Peak">Memory, in bytes.</param>
/// <param name="Limit">The limit that ended it, or null.</param>
/// <param name="Code">The exit code of a program that exited.</param>
/// <param name="Signal">The signal of one that did not.</param>
internal sealed record BoxAnswer(double Cpu, double Wall, long Peak, SandboxLimit? Limit, int? Code, int? Signal)
{
    /// <summary>Standard output.</summary>
    public ReadOnlyMemory<byte> Output { get; init; }

    /// <summary>Standard error.</summary>
    public ReadOnlyMemory<byte> Error { get; init; }

    /// <summary>The file that was asked for; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Product { get; init; }
}
