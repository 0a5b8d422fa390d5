// Form: an environment that answers a move that is none, and short replies for small limits
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("episode-that-takes-any-move")]
public abstract partial class EpisodeThatTakesAnyMove
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 512, Split = Split.HeldOut)]
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
    [Environment<Game>(MaxTurns = 4, MaxReplyTokens = 8)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<Game>(MaxTurns = 6, MaxReplyTokens = 8)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A game.</summary>
public sealed class Game : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem));

    private sealed class Episode(MathProblem problem) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            if (!int.TryParse(turn.Text, CultureInfo.InvariantCulture, out var guess))
                return new(new EnvironmentReply.Continue("?"));
            var sum = int.Parse(problem.Answer, CultureInfo.InvariantCulture);
            return new(guess == sum ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(guess < sum ? "+" : "-"));
        }

        public ValueTask DisposeAsync() => default;
    }
}
