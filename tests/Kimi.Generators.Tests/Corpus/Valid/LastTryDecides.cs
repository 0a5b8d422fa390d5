// Form: an environment gives several tries with hints of too high or too low, and the reward pays a late success less
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Guessing;

[Recipe("last-try-decides", Seed = 31)]
[Sampling(MaxResponseTokens = 48)]
[Environment<HigherOrLower>(MaxReplyTokens = 8)]
public abstract partial class LastTryDecides
{
    [Problems<Hidden>(Count = 3_000)]
    public abstract PromptSet Numbers();

    [Problems<Hidden>(Count = 300, Split = Split.HeldOut)]
    public abstract PromptSet NumbersTest();

    [Demonstrations<Halver>]
    public abstract Demonstrations Games(PromptSet numbers);

    [InitializeTransformer(ContextLength = 128, Alphabet = "0123456789?<>=\n")]
    public abstract Policy Blank();

    [FineTune(Steps = 800, BatchSize = 32)]
    public abstract Policy Imitator(Policy blank, Demonstrations games);

    [Reinforce(Iterations = 60, PromptsPerIteration = 32), MirrorDescent, Reward<FoundSoon>, Environment<HigherOrLower>]
    public abstract Policy Player(Policy imitator, PromptSet numbers);

    [Evaluate(SamplesPerPrompt = 4), Reward<FoundSoon>, Environment<HigherOrLower>]
    public abstract Evaluation Games8(Policy imitator, Policy player, PromptSet numbersTest);
}

/// <summary>A hidden number up to a limit that is told.</summary>
[ProblemType("acme-hidden")]
public sealed record HiddenNumber : Problem
{
    /// <summary>The number.</summary>
    public required int Number { get; init; }

    /// <summary>The largest that it can be.</summary>
    public required int Limit { get; init; }
}

/// <summary>Hides numbers.</summary>
public sealed class Hidden : IProblemSource<HiddenNumber>
{
    /// <inheritdoc/>
    public IEnumerable<HiddenNumber> Problems(Random random)
    {
        while (true)
        {
            var limit = random.Next(10, 1_000);
            var (number, salt) = (random.Next(1, limit + 1), random.Next(1_000, 10_000));
            yield return new()
            {
                Id = $"{limit}:{number}:{salt}", Prompt = $"{salt}?{limit}\n", Number = number, Limit = limit, Level = (int)Math.Log2(limit),
            };
        }
    }
}

/// <summary>Says whether a guess is too low or too high.</summary>
public sealed class HigherOrLower : IEnvironment<HiddenNumber>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(HiddenNumber problem, EpisodeContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IEpisode>(new Game(problem.Number));

    private sealed class Game(int number) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            EnvironmentReply reply = int.TryParse(turn.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var guess)
                ? guess.CompareTo(number) switch
                {
                    0 => new EnvironmentReply.Finished(),
                    < 0 => new EnvironmentReply.Continue(">\n"),
                    > 0 => new EnvironmentReply.Continue("<\n"),
                }
                : new EnvironmentReply.Continue("?\n");
            return ValueTask.FromResult(reply);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>Plays by halves, and now and then guesses off the middle.</summary>
public sealed class Halver : IDemonstrationSource<HiddenNumber>
{
    /// <inheritdoc/>
    public string Respond(HiddenNumber problem, Random random)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var (low, high, said) = (1, problem.Limit, "");
        for (var turn = 0; turn < 7; turn++)
        {
            var guess = random.Next(4) == 0 ? random.Next(low, high + 1) : (low + high) / 2;
            said += $"{guess}\n";
            if (guess == problem.Number)
                break;
            said += guess < problem.Number ? ">\n" : "<\n";
            (low, high) = guess < problem.Number ? (guess + 1, high) : (low, guess - 1);
        }

        return said;
    }
}

/// <summary>1 for a first guess that is right, less for each further one, and never less than 0.6 for a success.</summary>
public sealed class FoundSoon : IReward<HiddenNumber>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(HiddenNumber problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var guesses = rollout.Turns.OfType<PolicyTurn>().Select(turn => turn.Text).ToList();
        if (guesses is not [.., var last] || !int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var guess) || guess != problem.Number)
            return new(new Verdict.Scored(0, "not found"));
        return new(new Verdict.Scored(Math.Max(0.6, 1 - 0.05 * (guesses.Count - 1)), "found") { Answer = last });
    }
}
