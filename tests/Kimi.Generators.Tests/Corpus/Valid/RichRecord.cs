// Form: a problem record of lists, tables, nested records and enumerations
using Kimi.Dsl;

namespace Acme;

[Recipe("rich-record")]
public abstract partial class RichRecord
{
    [Problems<Grids>(Count = 64)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Sft();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Walked>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A direction.</summary>
public enum Way
{
    /// <summary>Up.</summary>
    Up,

    /// <summary>Down.</summary>
    Down,
}

/// <summary>A cell.</summary>
public sealed record Cell(int Row, Way Way);

/// <summary>A grid.</summary>
public sealed record Grid : Problem
{
    /// <summary>The cells.</summary>
    public required IReadOnlyDictionary<string, ValueList<Cell>> Cells { get; init; }

    /// <summary>How many.</summary>
    public int Count => Cells.Count;

    /// <summary>When.</summary>
    public DateOnly? Day { get; init; }
}

/// <summary>Grids.</summary>
public sealed class Grids : IProblemSource<Grid>
{
    /// <inheritdoc/>
    public IEnumerable<Grid> Problems(Random random)
    {
        for (var i = 0; ; i++)
            yield return new() { Id = $"{i}", Prompt = $"{i}?", Cells = new Dictionary<string, ValueList<Cell>> { ["a"] = [new(i, Way.Up)] } };
    }
}

/// <summary>A reward of ours.</summary>
public sealed class Walked : IReward<Grid>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Grid problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(problem.Cells.ContainsKey(rollout.Text)));
}
