// Stack: prime-rl
// Kind: a move that cannot be read is a fault of the environment, so no response is ever punished for it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("illegal-move-is-a-fault")]
public abstract partial class IllegalMoveIsAFault
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
    [Environment<MoveWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<MoveWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A world.</summary>
public sealed class MoveWorld : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem));

    private sealed class Episode(MathProblem problem) : IEpisode
    {
        private int _place;

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            if (!int.TryParse(turn.Text, out var step))
                return new(new EnvironmentReply.Fault($"'{turn.Text}' is no move")); //! KIMI8020
            _place += step;
            var there = $"{_place}" == problem.Answer;
            return new(there ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue($"{_place}"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
