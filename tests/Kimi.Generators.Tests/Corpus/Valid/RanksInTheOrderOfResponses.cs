// Form: verdicts by rank, in the order of the responses
using Kimi.Dsl;

namespace Acme;

[Recipe("ranks-in-the-order-of-responses")]
public abstract partial class RanksInTheOrderOfResponses
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
    [Reward<ByRank>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<ByRank>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Of the right ones, the shortest earns the most.</summary>
public sealed class ByRank : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var ranks = rollouts
            .Select((rollout, place) => (rollout.Length, place))
            .OrderBy(one => one.Length)
            .Select((one, rank) => (one.place, rank))
            .ToDictionary(one => one.place, one => one.rank);
        return new([.. rollouts.Select((rollout, place) => Score(problem, rollout, ranks[place], rollouts.Count))]);
    }

    private static Verdict Score(MathProblem problem, Rollout rollout, int rank, int count) =>
        new Verdict.Scored(rollout.Text.EndsWith('#' + problem.Answer, StringComparison.Ordinal) ? 1 - (0.5 * rank / count) : 0);
}
