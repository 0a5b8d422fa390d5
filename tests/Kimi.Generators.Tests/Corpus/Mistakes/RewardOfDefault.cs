// Stack: TRL
// Kind: a reward gives nothing at all for a response that is too short
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("reward-of-default")]
public abstract partial class RewardOfDefault
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
    [Reward<LongEnough>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class LongEnough : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (rollout.Text.Length < 4)
            return default; //! KIMI8021
        return new(Verdict.Of(rollout.Text.EndsWith(problem.Answer, StringComparison.Ordinal)));
    }
}
