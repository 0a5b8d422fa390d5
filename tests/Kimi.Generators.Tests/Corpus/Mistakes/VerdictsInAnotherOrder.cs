// Stack: TRL
// Kind: a reward for groups sorts the responses and returns the verdicts sorted
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("verdicts-in-another-order")]
public abstract partial class VerdictsInAnotherOrder
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
    [Reward<SumReward>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>The shorter, the better.</summary>
public sealed class SumReward : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken) =>
        new([
            .. rollouts.OrderBy(rollout => rollout.Length) //! KIMI8013
                .Select((rollout, rank) => new Verdict.Scored(rollout.Text == problem.Answer ? 1.0 / (rank + 1) : 0)),
        ]);
}
