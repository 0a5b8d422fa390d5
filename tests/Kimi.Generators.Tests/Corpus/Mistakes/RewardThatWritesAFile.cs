// Stack: slime
// Kind: rewards of a group write one file at a time, all at once
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("reward-that-writes-a-file")]
public abstract partial class RewardThatWritesAFile
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

/// <summary>Judges.</summary>
public sealed class Judge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        File.AppendAllText("responses.txt", rollout.Text); //! KIMI8016
        return new(Verdict.Of(rollout.Text == problem.Answer));
    }
}
