// Form: a soft penalty in a loop
using Kimi.Dsl;

namespace Acme;

[Recipe("soft-penalty-in-a-loop")]
public abstract partial class SoftPenaltyInALoop
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
    [Penalty<SoftPenaltyInALoopPenalty>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Against long responses.</summary>
public sealed class SoftPenaltyInALoopPenalty : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var values = new double[group.Count];
        for (var i = 0; i < group.Count; i++)
        {
            var over = Math.Clamp((group[i].Length - 96) / 32.0, 0, 1);
            values[i] = -0.5 * over;
        }

        return values;
    }
}
