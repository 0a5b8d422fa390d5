// Stack: verl
// Kind: a reply has a fresh identifier in it, so that no episode can be played again
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("ticket-that-nobody-repeats")]
public abstract partial class TicketThatNobodyRepeats
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
    [Environment<TicketWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<TicketWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A world.</summary>
public sealed class TicketWorld : IEnvironment<MathProblem>
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
            if (turn.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal))
                return new(new EnvironmentReply.Finished());
            var ticket = Guid.NewGuid().ToString("N")[..6]; //! KIMI8007
            return new(new EnvironmentReply.Continue($"ticket {ticket}: no"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
