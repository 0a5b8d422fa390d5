using Kimi.Dsl;

namespace TeamTypes;

/// <summary>A problem of a contest: a robot has walked along a path, and is to come home as cheaply as possible.</summary>
[ProblemType("contest")]
public sealed record ContestProblem : Problem
{
    /// <summary>The path so far, from home.</summary>
    public required ValueList<Leg> Path { get; init; }

    /// <summary>What a step costs, which depends on the ground. Contestants are not told.</summary>
    public required IReadOnlyDictionary<Direction, int> Costs { get; init; }

    /// <summary>Whether moves bring the robot home.</summary>
    /// <param name="moves">The moves.</param>
    public bool IsSolvedBy(string moves) => moves.All(Moves.Letters.Contains) && Moves.End(string.Concat(Path) + moves) == (0, 0);

    /// <summary>What moves cost together.</summary>
    /// <param name="moves">The moves.</param>
    public int CostOf(string moves) => moves.Sum(letter => Costs[Moves.DirectionOf(letter)]);
}
