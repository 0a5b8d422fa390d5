namespace Kimi.Runtime.Execution;

/// <summary>A stage ended with an exception that is not for the person who runs the recipe: a defect, of a component or of the runtime.</summary>
/// <param name="stage">The stage.</param>
/// <param name="cause">The exception.</param>
public sealed class StageFailedException(string stage, Exception cause) : Exception($"stage {stage}: {cause.Message}", cause);

/// <summary>A component threw an exception.</summary>
/// <param name="message">Which, and what it was at work on.</param>
/// <param name="cause">The exception.</param>
internal sealed class ComponentFailedException(string message, Exception cause) : Exception(message, cause);
