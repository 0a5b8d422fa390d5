// Form: a reward that looks how many parts there are before it takes one
using Kimi.Dsl;

namespace Acme;

[Recipe("split-that-is-guarded")]
public abstract partial class SplitThatIsGuarded
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
    [Reward<AfterTheMark>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class AfterTheMark : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var parts = rollout.Text.Split("####");
        return new(Verdict.Of(parts.Length > 1 && parts[1].Trim() == problem.Answer));
    }
}
