// Stack: slime
// Kind: a hundredth is taken for every token of responses of two thousand, against the single point of a right one
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("hundredth-for-every-token")]
public abstract partial class HundredthForEveryToken
{
    [LoadPolicy("models/qwen3-8b-base")]
    public abstract Policy Base();

    [ProblemsFile(Path = "math-train.jsonl", Layout = ProblemLayout.Math)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Test();

    [Reinforce(Iterations = 200, PromptsPerIteration = 128, MaxResponseTokens = 2_048, LearningRate = 1e-6)]
    [Grpo]
    [MathReward]
    [Penalty<EveryToken>]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(MaxResponseTokens = 2_048)]
    [MathReward]
    public abstract Evaluation Report(Policy longCot, PromptSet test);
}

/// <summary>Makes tokens dear.</summary>
public sealed class EveryToken : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress) => [.. group.Select(judged => -0.01 * judged.Length)]; //! KIMI4012
}
