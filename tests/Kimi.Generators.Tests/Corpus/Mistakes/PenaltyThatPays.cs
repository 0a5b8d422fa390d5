// Stack: verl
// Kind: a penalty gives what is to be subtracted, and what it gives is added
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("penalty-that-pays")]
public abstract partial class PenaltyThatPays
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
    [Penalty<LongResponses>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Against long responses.</summary>
public sealed class LongResponses : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress) =>
        [.. group.Select(judged => 0.001 * judged.Rollout.Length)]; //! KIMI8027
}
