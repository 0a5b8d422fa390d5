// Stack: NeMo-RL
// Kind: an environment waits for its service without giving its thread away
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("episode-that-blocks")]
public abstract partial class EpisodeThatBlocks
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
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            Thread.Sleep(200); //! KIMI8006
            return new(new EnvironmentReply.Continue(problem.Prompt.Text));
        }

        public ValueTask DisposeAsync() => default;
    }
}
