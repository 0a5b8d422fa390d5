// Stack: prime-rl
// Kind: episodes count their turns in a static field
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("static-state-of-episodes")]
public abstract partial class StaticStateOfEpisodes
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 2_048)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Environment<Game>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A game.</summary>
public sealed class Game : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken)
    {
        return new(new Episode(problem));
    }

    private sealed class Episode(MathProblem problem) : IEpisode
    {
        private static int s_turns; //! KIMI8003

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
            new(++s_turns > 3 ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(problem.Prompt.Text));

        public ValueTask DisposeAsync() => default;
    }
}
