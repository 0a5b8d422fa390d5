// Stack: TRL
// Kind: a penalty gives values for the correct responses only, fewer than the group has
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("penalty-for-the-right-only")]
public abstract partial class PenaltyForTheRightOnly
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
    [ExactAnswerReward]
    [Penalty<LongAmongRight>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Against correct responses that are longer than the others.</summary>
public sealed class LongAmongRight : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress) =>
        group.Where(judged => judged.IsCorrect).Select(judged => -0.1 * judged.Length / Math.Max(1, group.MaxLength)).ToArray(); //! KIMI8013
}
