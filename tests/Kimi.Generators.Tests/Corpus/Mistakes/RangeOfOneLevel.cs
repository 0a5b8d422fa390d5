// Stack: NeMo-RL
// Kind: a sampler divides by the range of levels, and all problems of the file have the level 0
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("range-of-one-level")]
public abstract partial class RangeOfOneLevel
{
    [LoadPolicy("models/llama-3.2-1b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "gsm8k/train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "gsm8k/test.jsonl", Layout = ProblemLayout.Gsm8k, Benchmark = Benchmark.Gsm8k)]
    public abstract PromptSet Test();

    [Reinforce(Iterations = 100, MaxResponseTokens = 512, LearningRate = 1e-6)]
    [DrGrpo]
    [MathReward]
    [Sampler<HardOnes>]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(MaxResponseTokens = 512)]
    [MathReward]
    public abstract Evaluation Report(Policy longCot, PromptSet test);
}

/// <summary>Draws hard problems more often.</summary>
public sealed class HardOnes : ISampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) =>
        0.1 + ((double)(problem.Level - levels.Easiest) / (levels.Hardest - levels.Easiest)); //! KIMI8011
}
