// Form: the opening says how long the answer is, and the last reply tells it
using Kimi.Dsl;

namespace Acme;

[Recipe("opening-of-a-hint")]
public abstract partial class OpeningOfAHint
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
    [Environment<OpeningOfAHintWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<OpeningOfAHintWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A world.</summary>
public sealed class OpeningOfAHintWorld : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem));

    private sealed class Episode(MathProblem problem) : IEpisode
    {
        public IReadOnlyList<Message> Opening =>
            [new Message(MessageRole.User, [new PromptPart.Text($"The answer has {problem.Answer.Length} digits.")])];

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
            new(turn.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal) ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("no"));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
