// Stack: open-instruct
// Kind: a sampler never draws what was not tried yet, so only the first problems are trained on
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("untried-never-drawn")]
public abstract partial class UntriedNeverDrawn
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

/// <summary>Draws problems that are solved half of the time.</summary>
public sealed class Middling : ISampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        if (history.Attempts == 0)
            return 0; //! KIMI8008
        var rate = (double)history.Successes / history.Attempts;
        return rate * (1 - rate);
    }
}
