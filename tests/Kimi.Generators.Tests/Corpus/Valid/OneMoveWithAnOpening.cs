// Form: a game of a single move, which shows its board first
using Kimi.Dsl;

namespace Acme;

[Recipe("one-move-with-an-opening")]
public abstract partial class OneMoveWithAnOpening
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
    [Environment<Board>(MaxTurns = 1, MaxReplyTokens = 32)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<Board>(MaxTurns = 1, MaxReplyTokens = 32)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Shows numbers, of which one is wanted.</summary>
public sealed class Board : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken)
    {
        var random = SeededRandom.Derive(context.Seed, "board");
        string[] numbers = [problem.Answer, $"{random.Next(10_000)}", $"{random.Next(10_000)}"];
        random.Shuffle(numbers);
        return new(new Episode(string.Join(' ', numbers)));
    }

    private sealed class Episode(string board) : IEpisode
    {
        public IReadOnlyList<Message> Opening => [new(MessageRole.Tool, [new PromptPart.Text(board)])];

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) => new(new EnvironmentReply.Finished());

        public ValueTask DisposeAsync() => default;
    }
}
