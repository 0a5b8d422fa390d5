// Stack: SkyRL
// Kind: an environment looks in the turn for the tag that ended it, and turns come without it
// Caught: build
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("end-of-the-turn-searched")]
public abstract partial class EndOfTheTurnSearched
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
    [Environment<SearchWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<SearchWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A world.</summary>
public sealed class SearchWorld : IEnvironment<MathProblem>
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
            var query = Regex.Match(turn.Text, "<search>(.*)</search>", RegexOptions.Singleline); //! KIMI8023
            if (!query.Success)
                return new(new EnvironmentReply.Finished());
            var found = problem.Solution.Contains(query.Groups[1].Value, StringComparison.Ordinal);
            return new(new EnvironmentReply.Continue(found ? "found" : "nothing"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
