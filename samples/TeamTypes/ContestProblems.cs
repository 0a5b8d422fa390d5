using Kimi.Dsl;

namespace TeamTypes;

/// <summary>Sets problems such as <c>NNEWSE=</c>, a path that does not end at home. Level 2: moves undo each other, so there is a shorter way back.</summary>
[ImplementationVersion(1)]
public sealed class ContestProblems : IProblemSource<ContestProblem>
{
    private const int PathLength = 6;
    private const int HighestCost = 3;

    /// <inheritdoc/>
    public IEnumerable<ContestProblem> Problems(Random random)
    {
        while (true)
        {
            var path = new string(random.GetItems<char>(Moves.Letters, PathLength));
            if (Moves.End(path) != (0, 0))
                yield return Problem(path, Enum.GetValues<Direction>().ToDictionary(direction => direction, _ => random.Next(1, HighestCost + 1)));
        }
    }

    private static ContestProblem Problem(string path, IReadOnlyDictionary<Direction, int> costs) => new()
    {
        Id = path,
        Prompt = $"{path}=",
        Level = path.Any(letter => path.Contains(Moves.Opposite(letter))) ? 2 : 1,
        Path = [.. Legs(path)],
        Costs = costs,
    };

    private static IEnumerable<Leg> Legs(string path)
    {
        for (var (start, end) = (0, 1); start < path.Length; start = end++)
        {
            while (end < path.Length && path[end] == path[start])
                end++;
            yield return new(Moves.DirectionOf(path[start]), end - start);
        }
    }
}
