namespace Kimi.Dsl;

/// <summary>
/// A stage of the team's own: a <c>static</c> method with a body. Artifact parameters are wired by name as in any stage; every other parameter is a service
/// from dependency injection, or the <see cref="CancellationToken"/>. It returns its artifact, or a task of it.
/// </summary>
/// <remarks>The output is computed again when the assembly that holds the method changes.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class TransformAttribute : StageAttribute;
