// Form: a game of higher and lower in which the number comes from the seed of the episode and the score falls with each turn
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Higher;

[Recipe("guesses-a-number")]
[Sampling(MaxResponseTokens = 240)]
public abstract partial class GuessesANumber
{
    [Problems<Ranges>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Ranges>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Gspo, Environment<HigherOrLower>(MaxTurns = 10, MaxReplyTokens = 24), Reward<Guessed>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Environment<HigherOrLower>(MaxTurns = 10, MaxReplyTokens = 24), Reward<Guessed>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>A range of numbers.</summary>
[ProblemType("range")]
public sealed record NumberRange : Problem
{
    /// <summary>The least.</summary>
    public required int Low { get; init; }

    /// <summary>The most.</summary>
    public required int High { get; init; }
}

/// <summary>Ranges.</summary>
public sealed class Ranges : IProblemSource<NumberRange>
{
    /// <inheritdoc/>
    public IEnumerable<NumberRange> Problems(Random random)
    {
        while (true)
        {
            var low = random.Next(0, 5_000);
            var high = low + random.Next(20, 500);
            var prompt = $"I think of a number from {low} to {high}. Guess it with GUESS number.";
            yield return new() { Id = $"{low}..{high}", Prompt = prompt, Low = low, High = high };
        }
    }
}

/// <summary>Answers with higher or lower.</summary>
public sealed class HigherOrLower : IEnvironment<NumberRange>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(NumberRange problem, EpisodeContext context, CancellationToken cancellationToken)
    {
        var secret = SeededRandom.Derive(context.Seed, nameof(HigherOrLower)).Next(problem.Low, problem.High + 1);
        return new(new Game(secret));
    }

    private sealed class Game(int secret) : IEpisode
    {
        private readonly HashSet<int> _guessed = [];

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) => new(Reply(turn.Text));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private EnvironmentReply Reply(string text)
        {
            if (Guesses.In(text) is not { } guess)
                return new EnvironmentReply.Continue("say GUESS and a number");
            if (!_guessed.Add(guess))
                return new EnvironmentReply.Continue("again?");
            return guess.CompareTo(secret) switch
            {
                < 0 => new EnvironmentReply.Continue("higher"),
                > 0 => new EnvironmentReply.Continue("lower"),
                _ => new EnvironmentReply.Finished(),
            };
        }
    }
}

/// <summary>Reads guesses.</summary>
internal static class Guesses
{
    /// <summary>The last guess of a turn.</summary>
    public static int? In(string text)
    {
        const string Word = "GUESS ";
        var at = text.LastIndexOf(Word, StringComparison.Ordinal);
        if (at < 0)
            return null;
        var digits = text.AsSpan(at + Word.Length);
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(length < 0 ? digits : digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var guess) ? guess : null;
    }
}

/// <summary>An episode that ended before the limit of turns and within its tokens found the number; fewer turns are better.</summary>
public sealed class Guessed : IReward<NumberRange>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(NumberRange problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var found = rollout.StopReason is not (StopReason.TurnLimit or StopReason.LengthLimit) && Guesses.In(rollout.Text) is not null;
        var turns = rollout.Turns.OfType<PolicyTurn>().Count();
        var needed = Math.Ceiling(Math.Log2(problem.High - problem.Low + 1));
        return new(found ? new Verdict.Scored(Math.Clamp(1 - (0.05 * Math.Max(0, turns - needed)), 0.55, 1), "found") : new Verdict.Scored(0, "not found"));
    }
}
