// Form: a range is looked at under another name, or by a flag
using Kimi.Dsl;

namespace Acme;

[Recipe("range-behind-another-name")]
public abstract partial class RangeBehindAnotherName
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
        var (least, most) = (group.MinLength, group.MaxLength);
        var differ = most > least;
        var range = most - least;
        return [.. group.Select(judged => differ ? -0.1 * (judged.Length - least) / range : 0)];
    }
}
