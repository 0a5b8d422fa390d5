// Form: whether an episode ends is decided in a method of its own
using Kimi.Dsl;

namespace Acme;

[Recipe("world-that-ends-in-a-helper")]
public abstract partial class WorldThatEndsInAHelper
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
    [Environment<WorldThatEndsInAHelperWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<WorldThatEndsInAHelperWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A world.</summary>
public sealed class WorldThatEndsInAHelperWorld : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem));

    private sealed class Episode(MathProblem problem) : IEpisode
    {
        private int _turns;

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) => new(ReplyTo(turn.Text));

        private EnvironmentReply ReplyTo(string said) => said switch
        {
            _ when said.EndsWith("#" + problem.Answer, StringComparison.Ordinal) => new EnvironmentReply.Finished(),
            _ when ++_turns > 2 => End(),
            _ => new EnvironmentReply.Continue("no"),
        };

        private static EnvironmentReply End() => new EnvironmentReply.Finished();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
