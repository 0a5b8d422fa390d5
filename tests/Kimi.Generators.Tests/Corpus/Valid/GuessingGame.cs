// Form: an environment of the team's whose episodes have state and dice of their own
using Kimi.Dsl;

namespace Acme;

[Recipe("guessing-game")]
public abstract partial class GuessingGame
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
    private static readonly string[] s_hints = ["low", "high"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem, new Random(unchecked((int)context.Seed))));

    private sealed class Episode(MathProblem problem, Random random) : IEpisode
    {
        private int _turns;

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) => new(
            turn.Text == problem.Answer || ++_turns > 2
                ? new EnvironmentReply.Finished()
                : new EnvironmentReply.Continue(s_hints[random.Next(2)]));

        public ValueTask DisposeAsync() => default;
    }
}
