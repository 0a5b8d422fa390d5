// Stack: SkyRL
// Kind: a reward waits between attempts with Thread.Sleep
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("reward-that-sleeps")]
public abstract partial class RewardThatSleeps
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
    [Reward<Patient>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class Patient : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        Thread.Sleep(200); //! KIMI8006
        return new(Verdict.Of(rollout.Text.EndsWith(problem.Answer)));
    }
}
