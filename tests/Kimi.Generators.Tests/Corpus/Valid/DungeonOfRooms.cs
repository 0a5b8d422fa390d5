// Form: a small game with a state machine of records, its episodes drawn from the episode's seed, and a reward by what the turns did
using System.Collections.Immutable;
using Kimi.Dsl;

namespace Acme.Dungeon;

[Recipe("dungeon-of-rooms", Seed = 9)]
public abstract partial class DungeonOfRooms
{
    [Problems<Dungeons>(Count = 2_048)]
    public abstract PromptSet Games();

    [Problems<Dungeons>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet OtherGames();

    [LoadPolicy("models/chat-0.5b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 120, LearningRate = 5e-6, MaxResponseTokens = 200)]
    [DrGrpo]
    [Environment<Rooms>(MaxReplyTokens = 48)]
    [Reward<LeftByTheDoor>]
    public abstract Policy Player([From(nameof(Chat))] Policy start, [From(nameof(Games))] PromptSet problems);

    [Evaluate(MaxResponseTokens = 200, SamplesPerPrompt = 2)]
    [Environment<Rooms>(MaxReplyTokens = 48)]
    [Reward<LeftByTheDoor>]
    public abstract Evaluation Report([From(nameof(Chat))] Policy before, [From(nameof(Player))] Policy after, [From(nameof(OtherGames))] PromptSet problems);
}

/// <summary>A dungeon: where key and door are, on a line of rooms.</summary>
public sealed record Dungeon : Problem
{
    /// <summary>How many rooms.</summary>
    public required int Rooms { get; init; }

    /// <summary>Where the key is.</summary>
    public required int Key { get; init; }

    /// <summary>Where the door is.</summary>
    public required int Door { get; init; }
}

/// <summary>Dungeons of all sizes.</summary>
public sealed class Dungeons : IProblemSource<Dungeon>
{
    /// <inheritdoc/>
    public IEnumerable<Dungeon> Problems(Random random)
    {
        for (var number = 1; ; number++)
        {
            var rooms = random.Next(3, 7);
            int key = random.Next(rooms), door = random.Next(rooms);
            yield return new Dungeon
            {
                Id = $"dungeon-{number}",
                Prompt = $"Dungeon {number} has {rooms} rooms in a row; you are in the first. Find the key, take it, and open the door. "
                    + "Say LEFT, RIGHT, TAKE or OPEN.",
                Rooms = rooms,
                Key = key,
                Door = door,
                Level = rooms,
                Tags = [key <= door ? "on the way" : "there and back"],
            };
        }
    }
}

/// <summary>Where a player is.</summary>
public readonly record struct Place(int Room, bool HasKey, bool IsOut)
{
    /// <summary>What a move makes of it.</summary>
    public Place After(string move, Dungeon dungeon) => move switch
    {
        "LEFT" when Room > 0 => this with { Room = Room - 1 },
        "RIGHT" when Room < dungeon.Rooms - 1 => this with { Room = Room + 1 },
        "TAKE" when Room == dungeon.Key => this with { HasKey = true },
        "OPEN" when HasKey && Room == dungeon.Door => this with { IsOut = true },
        _ => this,
    };
}

/// <summary>Moves of a text.</summary>
public static class Moves
{
    private static readonly ImmutableHashSet<string> s_all = ["LEFT", "RIGHT", "TAKE", "OPEN"];

    /// <summary>The last move of a text; empty for none.</summary>
    public static string LastMove(this string text) =>
        text.Split((char[])[' ', '\n', '.', ',', '!'], StringSplitOptions.RemoveEmptyEntries).LastOrDefault(s_all.Contains) ?? "";
}

/// <summary>The rooms.</summary>
public sealed class Rooms : IEnvironment<Dungeon>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(Dungeon problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Walk(problem));

    private sealed class Walk(Dungeon dungeon) : IEpisode
    {
        private Place _place;

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            _place = _place.After(turn.Text.LastMove(), dungeon);
            return new(_place.IsOut ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(Seen()));
        }

        public ValueTask DisposeAsync() => default;

        private string Seen() => (_place.Room == dungeon.Key && !_place.HasKey, _place.Room == dungeon.Door) switch
        {
            (true, true) => "You see a key and a door.",
            (true, false) => "You see a key.",
            (false, true) => "You see a door.",
            _ => "The room is empty.",
        };
    }
}

/// <summary>Plays the turns again and looks where they end.</summary>
public sealed class LeftByTheDoor : IReward<Dungeon>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Dungeon problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var end = rollout.Turns.OfType<PolicyTurn>().Aggregate(default(Place), (place, turn) => place.After(turn.Text.LastMove(), problem));
        return new(new Verdict.Scored(end switch { { IsOut: true } => 1.0, { HasKey: true } => 0.4, _ => 0.0 }));
    }
}
