// Form: responses of a group are ranked by length, ties together
using Kimi.Dsl;

namespace Acme;

[Recipe("group-by-rank-and-ties")]
public abstract partial class GroupByRankAndTies
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
    [Reward<Ranks>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Ranks>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Right responses, the shorter ones better.</summary>
public sealed class Ranks : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var right = rollouts.Where(rollout => rollout.Text.EndsWith($"#{problem.Answer}", StringComparison.Ordinal)).ToHashSet();
        var order = right.Select(rollout => rollout.Length).Distinct().Order().ToList();
        return ValueTask.FromResult<IReadOnlyList<Verdict>>(rollouts.Select(Judge).ToList());

        Verdict Judge(Rollout rollout) => right.Contains(rollout)
            ? new Verdict.Scored(1 - (0.3 * order.IndexOf(rollout.Length) / order.Count))
            : new Verdict.Scored(0);
    }
}
