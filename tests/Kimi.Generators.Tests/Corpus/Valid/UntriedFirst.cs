// Form: a sampler that draws what was not tried yet before all else
using Kimi.Dsl;

namespace Acme;

[Recipe("untried-first")]
public abstract partial class UntriedFirst
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
    [Sampler<Middling>]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Draws problems that are solved half of the time, and those of which nothing is known.</summary>
public sealed class Middling : ISampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) =>
        history is { Attempts: > 0 and var attempts, Successes: var successes }
            ? 0.01 + ((double)successes / attempts * (1 - ((double)successes / attempts)))
            : 1;
}
