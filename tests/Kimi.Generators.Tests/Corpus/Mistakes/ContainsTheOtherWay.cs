// Stack: TRL
// Kind: the response is looked for in the answer, so an empty one is right
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("contains-the-other-way")]
public abstract partial class ContainsTheOtherWay
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
    [Reward<SumReward>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Judges sums.</summary>
public sealed class SumReward : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(problem.Answer.Contains(rollout.Text))); //! KIMI8012
}
