// Stack: verl
// Kind: a penalty keeps the mean length so far, which no checkpoint has
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("running-mean-with-a-private-setter")]
public abstract partial class RunningMeanWithAPrivateSetter
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
    [Penalty<AboveTheUsual>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Takes something off responses longer than those so far.</summary>
public sealed class AboveTheUsual : IPenalty
{
    /// <summary>The mean length so far.</summary>
    public double Usual { get; private set; } = 32; //! KIMI8003

    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        Usual = (0.9 * Usual) + (0.1 * group.Average(one => one.Length));
        return [.. group.Select(one => one.Length > Usual ? -0.1 : 0)];
    }
}
