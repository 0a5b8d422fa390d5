// Stack: prime-rl
// Kind: a reward counts in a static field
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("reward-with-a-static-counter")]
public abstract partial class RewardWithAStaticCounter
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
    [Reward<Ours>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class Ours : IReward<MathProblem>
{
    private static int s_seen; //! KIMI8003

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        s_seen++;
        return new(Verdict.Of(rollout.Text.Length < 100 - s_seen / 1_000 && rollout.Text.Contains(problem.Answer)));
    }
}
