// Stack: SkyRL
// Kind: the first message of an episode says what is to be found
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("opening-that-tells-the-answer")]
public abstract partial class OpeningThatTellsTheAnswer
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
    [Environment<OpeningThatTellsTheAnswerWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<OpeningThatTellsTheAnswerWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A world.</summary>
public sealed class OpeningThatTellsTheAnswerWorld : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem));

    private sealed class Episode(MathProblem problem) : IEpisode
    {
        public IReadOnlyList<Message> Opening =>
            [new Message(MessageRole.User, [new PromptPart.Text($"Find {problem.Answer} step by step.")])]; //! KIMI8019

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            var right = turn.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
            return new(right ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("no"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
