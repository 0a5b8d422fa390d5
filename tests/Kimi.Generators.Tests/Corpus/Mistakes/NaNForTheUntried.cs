// Stack: verl
// Kind: the weight of a problem that was never tried is zero by zero
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("na-n-for-the-untried")]
public abstract partial class NaNForTheUntried
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
    [Sampler<ByFailure>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Draws what fails most.</summary>
public sealed class ByFailure : ISampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        var (attempts, successes) = history;
        return 1 - (double)successes / attempts; //! KIMI8011
    }
}
