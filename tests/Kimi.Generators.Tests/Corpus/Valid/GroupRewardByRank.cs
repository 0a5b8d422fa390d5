// Form: a reward of groups that gives one verdict for each response
using Kimi.Dsl;

namespace Acme;

[Recipe("group-reward-by-rank")]
public abstract partial class GroupRewardByRank
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Judge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Judges a group.</summary>
public sealed class Judge : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var shortest = rollouts.Where(rollout => rollout.Length > 1).Select(rollout => rollout.Length).DefaultIfEmpty(0).Min();
        return new([.. rollouts.Select(rollout => Verdict.Of(rollout.Text.EndsWith(problem.Answer, StringComparison.Ordinal) && rollout.Length == shortest))]);
    }
}
