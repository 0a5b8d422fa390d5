// Stack: open-instruct
// Kind: a reward cuts the response at a tag that may not be there
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("slice-from-minus-one")]
public abstract partial class SliceFromMinusOne
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
    [Reward<BehindTheTag>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class BehindTheTag : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var answer = rollout.Text.Substring(rollout.Text.IndexOf("<answer>") + 8, problem.Answer.Length); //! KIMI8020
        return new(Verdict.Of(answer == problem.Answer));
    }
}
