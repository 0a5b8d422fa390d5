namespace Kimi.Dsl;

/// <summary>What an option of how a stage is run changes.</summary>
public enum Observable
{
    /// <summary>Which files there are beside the output, while the stage runs or afterwards.</summary>
    Files,

    /// <summary>How often an executor, a program or a model is called, or how much at a time.</summary>
    Calls,

    /// <summary>Whether the stage ends with an error.</summary>
    Ending,

    /// <summary>How much memory it needs at its peak.</summary>
    Memory,
}

/// <summary>
/// Declares that an option is not about what a stage makes but about how it is run, such as checkpoints kept and time limits: it changes what
/// <see cref="Changes"/> names, and the output not at all, or only in the last bits. The reference says so.
/// </summary>
/// <param name="changes">What it changes.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OperationalAttribute(Observable changes) : Attribute
{
    /// <summary>What it changes.</summary>
    public Observable Changes { get; } = changes;
}
