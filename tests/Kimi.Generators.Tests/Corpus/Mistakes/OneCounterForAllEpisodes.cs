// Stack: SkyRL
// Kind: an environment counts turns for all of its episodes together
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("one-counter-for-all-episodes")]
public abstract partial class OneCounterForAllEpisodes
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
    [Environment<Hints>(MaxTurns = 4)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Environment<Hints>(MaxTurns = 4)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Gives hints, one digit at a time.</summary>
public sealed class Hints : IEnvironment<MathProblem>
{
    private int _given; //! KIMI8003

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Visit(this, problem));

    private sealed class Visit(Hints desk, MathProblem problem) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            desk._given++;
            return new(turn.Text.Length == 0
                ? new EnvironmentReply.Finished()
                : new EnvironmentReply.Continue(problem.Answer[..Math.Min(desk._given, problem.Answer.Length)]));
        }

        public ValueTask DisposeAsync() => default;
    }
}
