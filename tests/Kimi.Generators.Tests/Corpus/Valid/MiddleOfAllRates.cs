// Form: the middle of all rates
using Kimi.Dsl;

namespace Acme;

[Recipe("middle-of-all-rates")]
public abstract partial class MiddleOfAllRates
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
    [Sampler<MiddleOfAllRatesSampler>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Draws.</summary>
public sealed class MiddleOfAllRatesSampler : ISampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        if (history.Attempts == 0)
            return 1;
        var rate = (double)history.Successes / history.Attempts;
        return 1.05 - (2 * Math.Abs(rate - 0.5));
    }
}
