using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>What a sandbox can do on this machine.</summary>
/// <param name="Name">What it is, as "bubblewrap 0.8.0".</param>
/// <param name="Isolation">How far programs are kept apart from the machine.</param>
/// <param name="Memory">How memory is bounded.</param>
/// <param name="Languages">The languages it runs, with the version of what runs each.</param>
public sealed record SandboxCapabilities(
    string Name, SandboxIsolation Isolation, MemoryBound Memory, IReadOnlyDictionary<ProgramLanguage, string> Languages)
{
    /// <summary>
    /// How many runs go on at a time; null if it does not say. More wait before the sandbox, and that time does not count against a reward's limit.
    /// </summary>
    public int? Places { get; init; }
}

/// <summary>How far programs are kept apart from the machine.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SandboxIsolation>))]
public enum SandboxIsolation
{
    /// <summary>An interpreter of this process, whose programs reach nothing and run for a bounded number of steps.</summary>
    Interpreter,

    /// <summary>Namespaces, system call filters and resource limits of the kernel.</summary>
    Namespaces,

    /// <summary>Another machine, which says itself how.</summary>
    Remote,
}

/// <summary>How memory is bounded.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MemoryBound>))]
public enum MemoryBound
{
    /// <summary>Programs cannot take any.</summary>
    None,

    /// <summary>Limits of each process, and the summed resident memory of all of them, looked at several times a second.</summary>
    Polled,

    /// <summary>A control group of the kernel's.</summary>
    ControlGroup,

    /// <summary>Another machine bounds it.</summary>
    Remote,
}
