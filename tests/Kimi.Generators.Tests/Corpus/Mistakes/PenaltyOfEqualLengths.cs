// Stack: OpenRLHF
// Kind: lengths are divided by their range, which is 0 where all are equal
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("penalty-of-equal-lengths")]
public abstract partial class PenaltyOfEqualLengths
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
    [Penalty<Longest>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Takes away a tenth from the longest response, and less from shorter ones.</summary>
public sealed class Longest : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var lengths = group.Select(judged => judged.Length).ToList();
        var (least, most) = (lengths.Min(), lengths.Max());
        return [.. lengths.Select(length => -0.1 * (length - least) / (most - least))]; //! KIMI8011
    }
}
