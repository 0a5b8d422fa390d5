// Form: what is short gets a little
using Kimi.Dsl;

namespace Acme;

[Recipe("bonus-for-the-short")]
public abstract partial class BonusForTheShort
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
    [Penalty<BonusForTheShortPenalty>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Against long responses.</summary>
public sealed class BonusForTheShortPenalty : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var span = Math.Max(1, group.MaxLength - group.MinLength);
        return [.. group.Select(judged => judged.IsCorrect ? 0.1 * (group.MaxLength - judged.Length) / span : 0)];
    }
}
