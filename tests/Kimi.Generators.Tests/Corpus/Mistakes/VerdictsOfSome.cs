// Stack: TRL
// Kind: a reward of groups gives no verdict on empty responses
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("verdicts-of-some")]
public abstract partial class VerdictsOfSome
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
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken) =>
        new([.. rollouts.Where(rollout => rollout.Length > 1).Select(rollout => Verdict.Of(rollout.Text == problem.Answer))]); //! KIMI8013
}
