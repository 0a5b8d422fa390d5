// Stack: verl
// Kind: a sampler divides successes by attempts as whole numbers
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("weight-by-whole-numbers")]
public abstract partial class WeightByWholeNumbers
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Sampler<ByFailures>]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>By failures.</summary>
public sealed class ByFailures : ISampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) =>
        history.Attempts == 0 ? 1 : 1 - history.Successes / history.Attempts; //! KIMI8011
}
