// Stack: NeMo-RL
// Kind: all episodes write into one list, so one reads what others did
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("episodes-share-a-ledger")]
public abstract partial class EpisodesShareALedger
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
    [Environment<EpisodesShareALedgerWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<EpisodesShareALedgerWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A world.</summary>
public sealed class EpisodesShareALedgerWorld : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem));

    private sealed class Episode(MathProblem problem) : IEpisode
    {
        private static readonly List<string> s_said = []; //! KIMI8003

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            s_said.Add(turn.Text);
            var again = s_said.Count(said => said == turn.Text) > 1;
            var right = turn.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
            return new(right ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(again ? "again no" : "no"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
