// Stack: LLaMA-Factory
// Kind: a reward takes the first line that begins with the mark, and there may be none
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("first-line-that-is-not-there")]
public abstract partial class FirstLineThatIsNotThere
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
    [Reward<FirstMarkedLine>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class FirstMarkedLine : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var line = rollout.Text.Split('\n').First(one => one.StartsWith('#')); //! KIMI8020
        return new(Verdict.Of(line.TrimStart('#') == problem.Answer));
    }
}
