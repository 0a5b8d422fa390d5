// Stack: SkyRL
// Kind: an environment parses the move of the policy, and throws at one that is none
// Caught: build
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("episode-throws-at-a-bad-move")]
public abstract partial class EpisodeThrowsAtABadMove
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

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
            var guess = int.Parse(turn.Text, CultureInfo.InvariantCulture); //! KIMI8020
            var sum = int.Parse(problem.Answer, CultureInfo.InvariantCulture);
            return new(guess == sum ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(guess < sum ? "+" : "-"));
        }

        public ValueTask DisposeAsync() => default;
    }
}
