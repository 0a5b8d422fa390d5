// Stack: prime-rl
// Kind: a problem that is mostly solved gets a weight below zero
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("negative-for-the-easy")]
public abstract partial class NegativeForTheEasy
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
    [Sampler<BelowHalf>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Draws problems that are solved in less than half of all attempts.</summary>
public sealed class BelowHalf : ISampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) =>
        history.Attempts == 0 ? 1 : 0.5 - ((double)history.Successes / history.Attempts); //! KIMI8008
}
