// Stack: SkyRL
// Kind: the rules that an episode opens with are longer than a reply may be, a fault of every response
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("opening-longer-than-a-reply")]
public abstract partial class OpeningLongerThanAReply
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
    [Environment<RuleWorld>(MaxTurns = 4, MaxReplyTokens = 32)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<RuleWorld>(MaxTurns = 4, MaxReplyTokens = 32)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A world.</summary>
public sealed class RuleWorld : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem));

    private sealed class Episode(MathProblem problem) : IEpisode
    {
        public IReadOnlyList<Message> Opening =>
        [
            new(MessageRole.User, [new PromptPart.Text(
                "You have four turns. In each of them write a number after the sign #, and nothing else. You are told whether the number " //! KIMI5007
                + "you look for is higher or lower. A turn without a number is lost. Who finds the number in fewer turns "
                + "is not better off than others, and who does not find it has lost.")]),
        ];

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
            new(turn.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal) ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("no"));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
