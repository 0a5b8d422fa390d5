// Stack: prime-rl
// Kind: a sampler divides by the attempts, of which there are none at first
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rates-of-no-attempts")]
public abstract partial class RatesOfNoAttempts
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
    [Sampler<FailedOften>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Draws what fails often.</summary>
public sealed class FailedOften : ISampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) =>
        1 - history.Successes / history.Attempts; //! KIMI8011
}
