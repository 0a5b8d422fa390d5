// Stack: slime
// Kind: the policy meets the environment only when it is evaluated
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("environment-in-the-test-only")]
public abstract partial class EnvironmentInTheTestOnly
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 2_048)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<Game>] //! KIMI6011
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
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
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
            new(turn.Segments.Count > 3 ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(problem.Prompt.Text));

        public ValueTask DisposeAsync() => default;
    }
}
