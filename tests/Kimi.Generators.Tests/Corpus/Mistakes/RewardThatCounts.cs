// Stack: TRL
// Kind: a reward changes with the number of responses that it saw, which no checkpoint holds
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("reward-that-counts")]
public abstract partial class RewardThatCounts
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
    [Reward<Stricter>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class Stricter : IReward<MathProblem>
{
    private int _seen; //! KIMI8003

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        _seen++;
        return new(Verdict.Of(rollout.Text.Length < 100 - _seen / 1_000 && rollout.Text.Contains(problem.Answer)));
    }
}
