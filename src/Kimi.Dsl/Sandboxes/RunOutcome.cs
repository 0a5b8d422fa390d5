using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>How one run of a program ended. A fault of the sandbox is no outcome of the program, and is never scored.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "outcome")]
[JsonDerivedType(typeof(Exited), "exited")]
[JsonDerivedType(typeof(Signalled), "signalled")]
[JsonDerivedType(typeof(LimitReached), "limitReached")]
[JsonDerivedType(typeof(CompileError), "compileError")]
[JsonDerivedType(typeof(SandboxFault), "sandboxFault")]
public abstract record RunOutcome
{
    private RunOutcome()
    {
    }

    /// <summary>The program ended by itself.</summary>
    /// <param name="Code">Its exit code; 0 is success.</param>
    /// <param name="Output">Its standard output.</param>
    /// <param name="Error">Its standard error.</param>
    /// <param name="Usage">What it used.</param>
    public sealed record Exited(int Code, ReadOnlyMemory<byte> Output, ReadOnlyMemory<byte> Error, ResourceUsage Usage) : RunOutcome;

    /// <summary>A signal ended the program, as after a wrong access to memory.</summary>
    /// <param name="Signal">The signal's number.</param>
    /// <param name="Error">Its standard error.</param>
    /// <param name="Usage">What it used.</param>
    public sealed record Signalled(int Signal, ReadOnlyMemory<byte> Error, ResourceUsage Usage) : RunOutcome;

    /// <summary>The program used more than it may.</summary>
    /// <param name="Limit">Which limit.</param>
    /// <param name="Usage">What it used until then.</param>
    public sealed record LimitReached(SandboxLimit Limit, ResourceUsage Usage) : RunOutcome;

    /// <summary>The program does not compile, or is no program of its language.</summary>
    /// <param name="Message">What the compiler says.</param>
    public sealed record CompileError(string Message) : RunOutcome;

    /// <summary>The sandbox failed, so nothing is known of the program.</summary>
    /// <param name="Why">What went wrong.</param>
    public sealed record SandboxFault(string Why) : RunOutcome;
}

/// <summary>The limits that end a run.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SandboxLimit>))]
public enum SandboxLimit
{
    /// <summary>CPU time.</summary>
    CpuTime,

    /// <summary>Wall time alone: it waited, or the machine was busy.</summary>
    WallTime,

    /// <summary>Memory.</summary>
    Memory,

    /// <summary>Standard output or standard error.</summary>
    Output,

    /// <summary>Files.</summary>
    Disk,
}

/// <summary>What a run used.</summary>
/// <param name="CpuSeconds">CPU time of all its processes, in seconds; steps of an interpreter have none.</param>
/// <param name="WallSeconds">Wall time, in seconds.</param>
/// <param name="PeakBytes">The most memory that was seen, in bytes.</param>
public sealed record ResourceUsage(double CpuSeconds, double WallSeconds, long PeakBytes);
