// Stack: ms-swift
// Kind: the score is bounded by 0 from above and by 1 from below
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("bounds-in-the-wrong-order")]
public abstract partial class BoundsInTheWrongOrder
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<BoundsInTheWrongOrderJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<BoundsInTheWrongOrderJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class BoundsInTheWrongOrderJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var right = rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal) ? 1.0 : 0.0;
        var score = right - (0.001 * rollout.Length);
        return new(new Verdict.Scored(Math.Min(0, Math.Max(1, score)))); //! KIMI8001
    }
}
