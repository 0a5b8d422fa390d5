// Stack: SkyRL
// Kind: an environment sleeps between turns so as not to hurry its service
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("sleeps-between-turns")]
public abstract partial class SleepsBetweenTurns
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
    [Environment<PoliteDesk>(MaxTurns = 4)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Environment<PoliteDesk>(MaxTurns = 4)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Answers questions.</summary>
public sealed class PoliteDesk : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Visit(problem));

    private sealed class Visit(MathProblem problem) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            Thread.Sleep(TimeSpan.FromMilliseconds(200)); //! KIMI8006
            if (turn.Text.Contains('#', StringComparison.Ordinal))
                return new(new EnvironmentReply.Finished());
            return new(new EnvironmentReply.Continue(turn.Text.Length > problem.Answer.Length ? "shorter" : "go on"));
        }

        public ValueTask DisposeAsync() => default;
    }
}
