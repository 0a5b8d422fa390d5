// Stack: TRL
// Kind: the share of the length that is used is a division of whole numbers, in a helper
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("progress-of-an-integer")]
public abstract partial class ProgressOfAnInteger
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
    [Reward<CosineJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<CosineJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class CosineJudge : IReward<MathProblem>
{
    private const int Longest = 128;

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var right = rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
        return new(new Verdict.Scored(right ? Scaled(rollout.Length) : 0));
    }

    // From 1 down to 0.5 along half a cosine.
    private static double Scaled(int length) => 0.75 + (0.25 * Math.Cos(length / Longest * Math.PI)); //! KIMI8011
}
