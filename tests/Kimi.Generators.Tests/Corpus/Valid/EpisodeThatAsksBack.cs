// Form: an episode keeps its own state, is patient with bad moves, and ends by itself
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("episode-that-asks-back")]
public abstract partial class EpisodeThatAsksBack
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Environment<Guessing>(MaxTurns = 6, MaxReplyTokens = 8)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<Guessing>(MaxTurns = 6, MaxReplyTokens = 8)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Says whether a guess is too low or too high.</summary>
public sealed class Guessing : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return new Episode(int.Parse(problem.Answer, CultureInfo.InvariantCulture), context.MaxTurns);
    }

    private sealed class Episode(int wanted, int turns) : IEpisode
    {
        private readonly List<int> _guesses = [];
        private int _bad;

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            if (!int.TryParse(turn.Text.Trim('#', ' '), CultureInfo.InvariantCulture, out var guess))
                return new(++_bad > turns / 2 ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("what?"));
            _guesses.Add(guess);
            return new(guess.CompareTo(wanted) switch
            {
                0 => new EnvironmentReply.Finished(),
                < 0 when _guesses.Count(each => each == guess) > 1 => new EnvironmentReply.Continue("lower"),
                < 0 => new EnvironmentReply.Continue("low"),
                _ => new EnvironmentReply.Continue("high"),
            });
        }

        public ValueTask DisposeAsync()
        {
            _guesses.Clear();
            return ValueTask.CompletedTask;
        }
    }
}
