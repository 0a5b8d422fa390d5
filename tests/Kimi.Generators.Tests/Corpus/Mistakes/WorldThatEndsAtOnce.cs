// Stack: SkyRL
// Kind: the world ends at the first turn, whatever is said, so it never replies
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("world-that-ends-at-once")]
public abstract partial class WorldThatEndsAtOnce
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
    [Environment<WorldThatEndsAtOnceWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<WorldThatEndsAtOnceWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A world.</summary>
public sealed class WorldThatEndsAtOnceWorld : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem));

    private sealed class Episode(MathProblem problem) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            _ = problem.Answer.Length + turn.Text.Length;
            return new(new EnvironmentReply.Finished()); //! KIMI8025
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
