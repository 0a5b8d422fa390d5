// Form: a record of problems holds what JSON can: numbers as keys, sets, tuples, interfaces of the language, families of records and bytes
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kimi.Dsl;

namespace Acme;

[Recipe("records-of-all-kinds")]
public abstract partial class RecordsOfAllKinds
{
    [Problems<Mazes>(Count = 512)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Sft();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Found>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A kind of step.</summary>
public enum Step
{
    /// <summary>On.</summary>
    On,

    /// <summary>Back.</summary>
    Back,
}

/// <summary>A thing.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(Wall), "wall")]
[JsonDerivedType(typeof(Gap), "gap")]
public interface IThing
{
    /// <summary>Where.</summary>
    int At { get; }
}

/// <summary>A wall.</summary>
public sealed record Wall(int At) : IThing;

/// <summary>A gap.</summary>
public sealed record Gap(int At, double? Width) : IThing;

/// <summary>A maze.</summary>
[ProblemType("maze")]
public sealed record Maze : Problem
{
    /// <summary>By number.</summary>
    public required Dictionary<int, string> Names { get; init; }

    /// <summary>By kind.</summary>
    public IReadOnlyDictionary<Step, ImmutableArray<int>> Steps { get; init; } = new Dictionary<Step, ImmutableArray<int>>();

    /// <summary>What is there.</summary>
    public IReadOnlyList<IThing> Things { get; init; } = [];

    /// <summary>Names that count.</summary>
    public ISet<string> Known { get; init; } = new HashSet<string>();

    /// <summary>Corners.</summary>
    public (int X, int Y)[] Corners { get; init; } = [];

    /// <summary>Rows.</summary>
    public int[][] Rows { get; init; } = [];

    /// <summary>Its source.</summary>
    public Uri? Source { get; init; }

    /// <summary>For how long.</summary>
    public TimeSpan Limit { get; init; }

    /// <summary>Its picture.</summary>
    public ReadOnlyMemory<byte> Picture { get; init; }

    /// <summary>More of it.</summary>
    public JsonElement More { get; init; }

    /// <summary>How many ways.</summary>
    [JsonIgnore]
    public Func<int, int> Ways => from => Rows.Length > from ? Rows[from].Length : 0;
}

/// <summary>Mazes.</summary>
public sealed class Mazes : IProblemSource<Maze>
{
    /// <inheritdoc/>
    public IEnumerable<Maze> Problems(Random random)
    {
        for (var number = 0; ; number++)
        {
            var width = random.Next(2, 9);
            yield return new()
            {
                Id = $"maze-{number}",
                Prompt = $"Maze {number} is {width} wide. How many doors has it?",
                Names = new() { [width] = $"{width * 2}" },
                Things = [new Wall(1), new Gap(2, null)],
                Corners = [(0, 0), (width, width)],
                Rows = [[1, 2], [3]],
            };
        }
    }
}

/// <summary>Found.</summary>
public sealed class Found : IReward<Maze>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Maze problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(problem.Names.Values.Single() == rollout.Text.Trim()));
}
