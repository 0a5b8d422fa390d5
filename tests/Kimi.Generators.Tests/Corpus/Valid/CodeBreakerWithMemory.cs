// Form: a game with a state of its own in each episode: replies that count and remember what was guessed before
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.CodeBreaker;

[Recipe("code-breaker", Seed = 88)]
[Sampling(MaxResponseTokens = 1_200)]
[Environment<Board>(MaxTurns = 9, MaxReplyTokens = 96, TimeLimitSeconds = 5)]
public abstract partial class CodeBreakerWithMemory
{
    [LoadPolicy("models/qwen3-0.6b")]
    public abstract Policy Start();

    [Problems<Secrets>(Count = 3_000)]
    public abstract PromptSet Games();

    [Problems<Secrets>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(
        Iterations = 100, PromptsPerIteration = 32, SamplesPerPrompt = 12, StepsPerIteration = 1, LearningRate = 2e-6, WarmupIterations = 5,
        MicroBatchTokens = 12_288)]
    [PolicyGradient(LeaveOneOut = true)]
    [Environment<Board>]
    [FewGuesses(FromGuess = 4)]
    public abstract Policy Breaker(Policy start, PromptSet games);

    [Evaluate(SamplesPerPrompt = 4)]
    [Environment<Board>]
    [FewGuesses(FromGuess = 4)]
    public abstract Evaluation Report(Policy start, Policy breaker, PromptSet heldOut);
}

/// <summary>Four digits to find, all different.</summary>
[ProblemType("secret")]
public sealed record Secret : Problem
{
    /// <summary>The digits.</summary>
    public required string Digits { get; init; }
}

/// <summary>Draws secrets.</summary>
[ImplementationVersion(1)]
public sealed class Secrets : IProblemSource<Secret>
{
    /// <summary>How many digits a secret has.</summary>
    internal const int Length = 4;

    /// <inheritdoc/>
    public IEnumerable<Secret> Problems(Random random)
    {
        var digits = "0123456789".ToCharArray();
        for (var game = 0; ; game++)
        {
            random.Shuffle(digits);
            var first = random.Next(1_000_000);
            yield return new()
            {
                Id = $"game-{game}",
                Digits = new(digits, 0, Length),
                Prompt = new Prompt.Conversation(
                [
                    new(MessageRole.User, [new PromptPart.Text(
                        $"Game {first:000000}. Find my {Length} digits, all different. Guess with <guess>1234</guess>; I say how many stand in their places "
                        + "and how many stand elsewhere.")]),
                ]),
            };
        }
    }
}

/// <summary>Where the game is played.</summary>
[ImplementationVersion(1)]
public sealed class Board : IEnvironment<Secret>
{
    /// <summary>What the last reply says when the secret was found.</summary>
    internal const string Found = "found";

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(Secret problem, EpisodeContext context, CancellationToken cancellationToken)
    {
        IEpisode game = new Game(problem.Digits, context.MaxTurns);
        return ValueTask.FromResult(game);
    }

    private sealed class Game : IEpisode
    {
        private static readonly Regex s_guess = new("<guess>([0-9]{4})</guess>", RegexOptions.CultureInvariant);

        private readonly string _secret;
        private readonly int _turns;
        private readonly List<string> _guesses = [];
        private bool _over;

        public Game(string secret, int turns) => (_secret, _turns) = (secret, turns);

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) => new(Reply(turn.Text));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private EnvironmentReply Reply(string said)
        {
            if (_over || s_guess.Match(said) is not { Success: true } match)
                return new EnvironmentReply.Finished();
            var guess = match.Groups[1].Value;
            var before = _guesses.IndexOf(guess);
            _guesses.Add(guess);
            if (guess == _secret)
            {
                _over = true;
                return Says($"{Found} after {_guesses.Count}; say goodbye");
            }

            var places = guess.Zip(_secret, (a, b) => a == b).Count(same => same);
            var elsewhere = guess.Distinct().Count(_secret.Contains) - places;
            var hint = before >= 0 ? $" (you asked that at guess {before + 1})" : "";
            return Says($"{places} in their places, {Math.Max(0, elsewhere)} elsewhere{hint}; {_turns - _guesses.Count} guesses left");
        }

        private static EnvironmentReply.Continue Says(string text) => new(new Message(MessageRole.User, [new PromptPart.Text(text)]));
    }
}


/// <summary>Scores a game.</summary>
public sealed class FewGuessesAttribute : RewardAttribute<FewGuesses>
{
    /// <summary>Up to this many guesses cost nothing.</summary>
    public int FromGuess { get; set; } = 3;

    /// <summary>What each further guess costs.</summary>
    public double Cost { get; set; } = 0.08;
}

/// <summary>Counts guesses.</summary>
[ImplementationVersion(1)]
public sealed class FewGuesses(FewGuessesAttribute options) : IReward<Secret>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Secret problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var replies = rollout.Turns.OfType<EnvironmentTurn>().Select(turn => turn.Text).ToArray();
        var found = Array.FindIndex(replies, reply => reply.Contains(Board.Found, StringComparison.Ordinal));
        if (found < 0)
            return new(new Verdict.Scored(0, "not found"));
        var late = Math.Max(0, found + 1 - options.FromGuess);
        return new(new Verdict.Scored(Math.Max(0.55, 1 - (late * options.Cost)), "found"));
    }
}
