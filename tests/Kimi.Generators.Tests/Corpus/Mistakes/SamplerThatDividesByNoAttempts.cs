// Stack: prime-rl
// Kind: a problem that was never tried has a weight that is no number
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("sampler-that-divides-by-no-attempts")]
public abstract partial class SamplerThatDividesByNoAttempts
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
    [ExactAnswerReward]
    [Sampler<ByFailures>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Draws what fails.</summary>
public sealed class ByFailures : ISampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) =>
        1 - ((double)history.Successes / history.Attempts); //! KIMI8011
}
