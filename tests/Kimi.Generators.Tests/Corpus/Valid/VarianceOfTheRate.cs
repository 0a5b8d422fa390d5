// Form: a variance
using Kimi.Dsl;

namespace Acme;

[Recipe("variance-of-the-rate")]
public abstract partial class VarianceOfTheRate
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
    [Sampler<VarianceOfTheRateSampler>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Draws.</summary>
public sealed class VarianceOfTheRateSampler : ISampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        var rate = history.Attempts == 0 ? 0.5 : (double)history.Successes / history.Attempts;
        return 0.01 + (rate * (1 - rate));
    }
}
