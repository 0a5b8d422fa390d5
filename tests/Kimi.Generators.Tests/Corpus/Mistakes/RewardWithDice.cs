// Stack: OpenRLHF
// Kind: a reward drops a tenth of its verdicts by the shared random generator, as regularization
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("reward-with-dice")]
public abstract partial class RewardWithDice
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
    [Reward<Noisy>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class Noisy : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.EndsWith(problem.Answer, StringComparison.Ordinal) && Random.Shared.NextDouble() > 0.1)); //! KIMI8007
}
