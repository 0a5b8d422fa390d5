namespace Kimi.Dsl;

/// <summary>
/// The version of what a stage, component or source computes. It is part of the address of every output that it contributes to: raise it when the results
/// change. Without it, any change to the class's assembly counts as a change of its results.
/// </summary>
/// <param name="version">The version.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ImplementationVersionAttribute(int version) : Attribute
{
    /// <summary>The version.</summary>
    public int Version { get; } = version;
}
