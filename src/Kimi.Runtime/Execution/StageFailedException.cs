namespace Kimi.Runtime.Execution;

/// <summary>A stage ended with an exception that is not for the person who runs the recipe: a defect, of a component or of the runtime.</summary>
/// <param name="stage">The stage.</param>
/// <param name="cause">The exception.</param>
public sealed class StageFailedException(string stage, Exception cause)
    : Exception($"stage {stage}: {(cause is OutOfMemoryException ? OutOfMemory : cause.Message)}", cause)
{
    /// <summary>What is said of an <see cref="OutOfMemoryException"/>, whose own message names its type.</summary>
    internal const string OutOfMemory = "memory ran out: lower its batch or length options, or raise the limit of the process (ulimit -v)";
}

/// <summary>A component threw an exception.</summary>
/// <param name="message">Which, and what it was at work on.</param>
/// <param name="cause">The exception.</param>
internal sealed class ComponentFailedException(string message, Exception cause) : Exception(message, cause);
