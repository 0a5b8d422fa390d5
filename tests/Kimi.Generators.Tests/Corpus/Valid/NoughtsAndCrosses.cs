// Form: a board as bits with an opponent that plays perfectly by a memo of its own, and a reward that plays the turns again
using System.Collections.Concurrent;
using Kimi.Dsl;

namespace Acme.Boards;

[Recipe("noughts-and-crosses")]
[Sampling(MaxResponseTokens = 200)]
public abstract partial class NoughtsAndCrosses
{
    [Problems<Openings>(Count = 400)]
    public abstract PromptSet Train();

    [Problems<Openings>(Count = 40, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), MirrorDescent, Environment<Opponent>(MaxTurns = 5, MaxReplyTokens = 48), Reward<NotLost>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Environment<Opponent>(MaxTurns = 5, MaxReplyTokens = 48), Reward<NotLost>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>A board with some moves made.</summary>
[ProblemType("opening")]
public sealed record Opening : Problem
{
    /// <summary>The fields of crosses, who is the opponent.</summary>
    public required int Crosses { get; init; }

    /// <summary>The fields of noughts, who is the policy.</summary>
    public required int Noughts { get; init; }
}

/// <summary>All boards with two or four moves that nobody has won.</summary>
public sealed class Openings : IProblemSource<Opening>
{
    /// <inheritdoc/>
    public IEnumerable<Opening> Problems(Random random)
    {
        var boards = (from crosses in Enumerable.Range(1, 511)
                      from noughts in Enumerable.Range(1, 511)
                      where (crosses & noughts) == 0
                      let made = int.PopCount(crosses)
                      where made is 1 or 2 && int.PopCount(noughts) == made
                      select (crosses, noughts)).ToArray();
        random.Shuffle(boards);
        foreach (var (crosses, noughts) in boards)
        {
            yield return new()
            {
                Id = $"{crosses:x3}-{noughts:x3}",
                Prompt = $"{Board.Draw(crosses, noughts)}\nYou are O and move next. Name a field from 1 to 9.",
                Crosses = crosses,
                Noughts = noughts,
                Level = int.PopCount(crosses),
            };
        }
    }
}

/// <summary>Noughts and crosses.</summary>
internal static class Board
{
    public const int Full = 0b111_111_111;

    private static readonly int[] s_lines = [0b111, 0b111_000, 0b111_000_000, 0b001_001_001, 0b010_010_010, 0b100_100_100, 0b100_010_001, 0b001_010_100];
    private static readonly ConcurrentDictionary<(int Mine, int Theirs), int> s_values = new();

    /// <summary>Whether there is a line.</summary>
    public static bool Wins(int fields) => s_lines.Any(line => (fields & line) == line);

    /// <summary>The best move of the side that moves; of equals, the first field.</summary>
    public static int Best(int mine, int theirs) => Free(mine | theirs).MaxBy(field => -Value(theirs, mine | field));

    /// <summary>The free fields.</summary>
    public static IEnumerable<int> Free(int taken) => Enumerable.Range(0, 9).Select(place => 1 << place).Where(field => (taken & field) == 0);

    /// <summary>The field that a text names last.</summary>
    public static int? FieldIn(string text) => text.LastOrDefault(char.IsAsciiDigit) is >= '1' and <= '9' and var digit ? 1 << (digit - '1') : null;

    /// <summary>The board as text.</summary>
    public static string Draw(int crosses, int noughts) => string.Join('\n', Enumerable.Range(0, 9)
        .Select(place => (crosses >> place & 1) == 1 ? 'X' : (noughts >> place & 1) == 1 ? 'O' : '.')
        .Chunk(3)
        .Select(row => new string(row)));

    private static int Value(int mine, int theirs)
    {
        if (Wins(theirs))
            return -1;
        if ((mine | theirs) == Full)
            return 0;
        return s_values.GetOrAdd((mine, theirs), static key => Free(key.Mine | key.Theirs).Max(field => -Value(key.Theirs, key.Mine | field)));
    }
}

/// <summary>Plays crosses.</summary>
public sealed class Opponent : IEnvironment<Opening>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(Opening problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Match(problem));

    private sealed class Match(Opening opening) : IEpisode
    {
        private int _crosses = opening.Crosses;
        private int _noughts = opening.Noughts;

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            if (Board.FieldIn(turn.Text) is not { } field || ((_crosses | _noughts) & field) != 0)
                return Say($"{Board.Draw(_crosses, _noughts)}\nname a free field");
            _noughts |= field;
            if (IsOver)
                return new(new EnvironmentReply.Finished());
            _crosses |= Board.Best(_crosses, _noughts);
            return IsOver ? new(new EnvironmentReply.Finished()) : Say(Board.Draw(_crosses, _noughts));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private bool IsOver => Board.Wins(_noughts) || Board.Wins(_crosses) || (_crosses | _noughts) == Board.Full;

        private static ValueTask<EnvironmentReply> Say(string text) => new(new EnvironmentReply.Continue(text));
    }
}

/// <summary>Plays the turns again.</summary>
public sealed class NotLost : IReward<Opening>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Opening problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var (crosses, noughts) = (problem.Crosses, problem.Noughts);
        foreach (var turn in rollout.Turns.OfType<PolicyTurn>())
        {
            if (Board.FieldIn(turn.Text) is not { } field || ((crosses | noughts) & field) != 0)
                continue;
            noughts |= field;
            if (Board.Wins(noughts))
                return new(new Verdict.Scored(1, "won"));
            if ((crosses | noughts) == Board.Full)
                return new(new Verdict.Scored(0.7, "drawn"));
            crosses |= Board.Best(crosses, noughts);
            if (Board.Wins(crosses))
                return new(new Verdict.Scored(0, "lost"));
        }

        return new((crosses | noughts) == Board.Full ? new Verdict.Scored(0.7, "drawn") : new Verdict.Scored(0.1, "unfinished"));
    }
}
