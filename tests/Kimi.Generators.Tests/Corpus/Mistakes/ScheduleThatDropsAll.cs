// Stack: slime
// Kind: a response grows by a thousand tokens an iteration and may continue for none, so every longer one is dropped
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("schedule-that-drops-all")]
public abstract partial class ScheduleThatDropsAll
{
    [LoadPolicy("models/qwen3-4b-thinking")]
    public abstract Policy Base();

    [ProblemsFile(Path = "polaris.parquet", Layout = ProblemLayout.Verl)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "aime-2024.jsonl", Layout = ProblemLayout.Aime, Benchmark = Benchmark.Aime2024)]
    public abstract PromptSet Aime();

    [Reinforce(Iterations = 150, PromptsPerIteration = 32, MaxResponseTokens = 16_384, LearningRate = 1e-6)]
    [MirrorDescent]
    [MathReward]
    [RolloutRule<NothingStale>]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 16, MaxResponseTokens = 16_384)]
    [MathReward]
    public abstract Evaluation Report(Policy longCot, PromptSet aime);
}

/// <summary>Trains on nothing stale.</summary>
public sealed class NothingStale : IRolloutSchedule
{
    /// <inheritdoc/>
    public int TokenBudget => 1_024;

    /// <inheritdoc/>
    public int MaxAge => 0; //! KIMI5007

    /// <inheritdoc/>
    public int MaxSegmentAge => 0;
}
