// Stack: verl
// Kind: the penalty of overlong responses has no minus and is a bonus
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("overlong-pays")]
public abstract partial class OverlongPays
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
    [Penalty<Overlong>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Against responses that come near the limit.</summary>
public sealed class Overlong : IPenalty
{
    private const int Free = 96;
    private const int Limit = 128;

    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var values = new double[group.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Math.Clamp((group[i].Length - Free) / (double)(Limit - Free), 0, 1); //! KIMI8027
        return values;
    }
}
