// Form: a reward for groups ranks responses and gives the verdicts in their order
using Kimi.Dsl;

namespace Acme;

[Recipe("ranked-within-the-group")]
public abstract partial class RankedWithinTheGroup
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
    [Reward<Ranked>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>The shortest correct one gets 1.</summary>
public sealed class Ranked : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var order = rollouts.Where(rollout => rollout.Text == problem.Answer).OrderBy(rollout => rollout.Length).ToList();
        return new([.. rollouts.Select(rollout => new Verdict.Scored(order.IndexOf(rollout) is >= 0 and var rank ? 1 - rank / (2.0 * order.Count) : 0))]);
    }
}
