// Form: an environment reads the turn up to where it was ended, and says what it cannot read
using Kimi.Dsl;

namespace Acme;

[Recipe("tag-without-its-end")]
public abstract partial class TagWithoutItsEnd
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
    [Environment<OpenTagWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<OpenTagWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A world.</summary>
public sealed class OpenTagWorld : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["</search>"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem));

    private sealed class Episode(MathProblem problem) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            var start = turn.Text.LastIndexOf("<search>", StringComparison.Ordinal);
            if (start < 0 || turn.StopText != "</search>")
                return new(new EnvironmentReply.Finished());
            var found = problem.Solution.Contains(turn.Text[(start + "<search>".Length)..], StringComparison.Ordinal);
            return new(new EnvironmentReply.Continue(found ? "found" : "nothing"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
