namespace TeamTypes;

/// <summary>A straight part of a path.</summary>
/// <param name="Direction">Where it goes.</param>
/// <param name="Steps">How far.</param>
public sealed record Leg(Direction Direction, int Steps)
{
    /// <summary>One letter per step.</summary>
    public override string ToString() => new(Moves.LetterOf(Direction), Steps);
}
