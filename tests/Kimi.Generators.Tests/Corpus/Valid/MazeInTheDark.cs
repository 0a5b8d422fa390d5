// Form: a maze is carved by a stack and a seed, the policy sees only its neighbours, and the reward walks the turns again
using System.Text;
using Kimi.Dsl;

namespace Acme.Mazes;

[Recipe("maze-in-the-dark")]
[Sampling(MaxResponseTokens = 160)]
public abstract partial class MazeInTheDark
{
    [Problems<Mazes>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Mazes>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, Environment<Walk>(MaxTurns = 20, MaxReplyTokens = 32), Reward<Exits>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Environment<Walk>(MaxTurns = 20, MaxReplyTokens = 32), Reward<Exits>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>A maze.</summary>
[ProblemType("maze")]
public sealed record Maze : Problem
{
    /// <summary>The number that makes it.</summary>
    public required ulong Number { get; init; }

    /// <summary>Fields of a side.</summary>
    public required int Size { get; init; }
}

/// <summary>Mazes.</summary>
public sealed class Mazes : IProblemSource<Maze>
{
    /// <inheritdoc/>
    public IEnumerable<Maze> Problems(Random random)
    {
        while (true)
        {
            var (number, size) = ((ulong)random.NextInt64(1_000_000_000), random.Next(3, 6));
            var grid = new Grid(number, size);
            yield return new()
            {
                Id = $"maze {number} of {size}",
                Prompt = $"Maze {number} has {size} by {size} fields. You are at the top left, the exit is at the bottom right. Open: {grid.Open((0, 0))}. "
                    + "Go with one or more of N, E, S, W after GO, as in GO ES.",
                Number = number,
                Size = size,
                Level = size,
            };
        }
    }
}

/// <summary>Fields and doors.</summary>
internal sealed class Grid
{
    private static readonly (char Name, int X, int Y)[] s_ways = [('N', 0, -1), ('E', 1, 0), ('S', 0, 1), ('W', -1, 0)];
    private readonly HashSet<((int X, int Y) From, (int X, int Y) To)> _doors = [];

    public Grid(ulong number, int size)
    {
        Exit = (size - 1, size - 1);
        var dice = SeededRandom.Derive(number, "maze", size);
        var seen = new HashSet<(int X, int Y)> { (0, 0) };
        var path = new Stack<(int X, int Y)>([(0, 0)]);
        while (path.TryPeek(out var here))
        {
            var next = s_ways
                .Select(way => (X: here.X + way.X, Y: here.Y + way.Y))
                .Where(field => field.X >= 0 && field.Y >= 0 && field.X < size && field.Y < size && !seen.Contains(field))
                .ToList();
            if (next.Count == 0)
            {
                path.Pop();
                continue;
            }

            var there = next[dice.Next(next.Count)];
            seen.Add(there);
            _doors.Add((here, there));
            _doors.Add((there, here));
            path.Push(there);
        }
    }

    /// <summary>Where it ends.</summary>
    public (int X, int Y) Exit { get; }

    /// <summary>The ways that are open.</summary>
    public string Open((int X, int Y) from) =>
        string.Concat(s_ways.Where(way => _doors.Contains((from, (from.X + way.X, from.Y + way.Y)))).Select(way => way.Name));

    /// <summary>Where a walk ends; it stops at a wall and at the exit.</summary>
    public (int X, int Y) Follow((int X, int Y) from, string text)
    {
        var here = from;
        foreach (var step in Steps(text))
        {
            var (_, x, y) = Array.Find(s_ways, way => way.Name == step);
            if (here == Exit || !_doors.Contains((here, (here.X + x, here.Y + y))))
                break;
            here = (here.X + x, here.Y + y);
        }

        return here;
    }

    private static IEnumerable<char> Steps(string text)
    {
        var at = text.LastIndexOf("GO ", StringComparison.Ordinal);
        return at < 0 ? [] : text.Skip(at + 3).TakeWhile(letter => letter is 'N' or 'E' or 'S' or 'W');
    }
}

/// <summary>Walks.</summary>
public sealed class Walk : IEnvironment<Maze>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(Maze problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Walker(new Grid(problem.Number, problem.Size)));

    private sealed class Walker(Grid grid) : IEpisode
    {
        private (int X, int Y) _here;
        private int _idle;

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            var before = _here;
            _here = grid.Follow(_here, turn.Text);
            _idle = _here == before ? _idle + 1 : 0;
            if (_here == grid.Exit || _idle >= 3)
                return new(new EnvironmentReply.Finished());
            var told = new StringBuilder().Append("at ").Append(_here.X).Append(',').Append(_here.Y).Append(" open ").Append(grid.Open(_here));
            return new(new EnvironmentReply.Continue(told.ToString()));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>How near the exit it ends.</summary>
public sealed class Exits : IReward<Maze>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Maze problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var grid = new Grid(problem.Number, problem.Size);
        var end = rollout.Turns.OfType<PolicyTurn>().Aggregate((X: 0, Y: 0), (here, turn) => grid.Follow(here, turn.Text));
        if (end == grid.Exit)
            return new(new Verdict.Scored(1, "exit"));
        var all = 2 * (problem.Size - 1);
        return new(new Verdict.Scored(0.4 * (end.X + end.Y) / all, "inside"));
    }
}
