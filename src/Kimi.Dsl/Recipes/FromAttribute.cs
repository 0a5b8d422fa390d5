namespace Kimi.Dsl;

/// <summary>Wires a parameter to a stage of another name: <c>[From(nameof(Warm))] Policy start</c>.</summary>
/// <param name="stage">The name of the stage whose output the parameter takes.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromAttribute(string stage) : Attribute
{
    /// <summary>The name of the stage whose output the parameter takes.</summary>
    public string Stage { get; } = stage;
}
