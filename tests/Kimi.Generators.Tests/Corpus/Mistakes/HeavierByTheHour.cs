// Stack: verl
// Kind: a penalty grows with the time since the process began
// Caught: build
using Kimi.Dsl;
using System.Diagnostics;

namespace Acme;

[Recipe("heavier-by-the-hour")]
public abstract partial class HeavierByTheHour
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
    [Penalty<GrowsWithTime>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Takes more off long responses the longer the run takes.</summary>
public sealed class GrowsWithTime : IPenalty
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var hours = Stopwatch.GetElapsedTime(_start).TotalHours; //! KIMI8007
        return [.. group.Select(one => -Math.Min(0.2, 0.01 * hours) * one.Length / Math.Max(1, group.MaxLength))];
    }
}
