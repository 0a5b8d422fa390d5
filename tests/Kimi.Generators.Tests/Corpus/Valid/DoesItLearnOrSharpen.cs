// Form: pass@k of many samples at temperature one, and beside it the temperature that the team serves at
using Kimi.Dsl;

namespace Acme.PassAtK;

/// <summary>Does reinforcement teach a base model anything new, or does it find at the first attempt what was there at the hundredth?</summary>
[Recipe("learn-or-sharpen", Seed = 23)]
[Sampling(MaxResponseTokens = 3_072)]
[MathReward(LastLine = false)]
public abstract partial class DoesItLearnOrSharpen
{
    private const int Attempts = 128;

    [LoadPolicy("models/qwen2.5-math-1.5b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/math-train.jsonl", Layout = ProblemLayout.Math, MaxPromptCharacters = 2_000)]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "data/aime24.jsonl", Layout = ProblemLayout.Aime, Benchmark = Benchmark.Aime2024)]
    public abstract PromptSet Aime();

    [ProblemsFile(Path = "data/math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Math500();

    [Reinforce(
        Iterations = 160, PromptsPerIteration = 128, StepsPerIteration = 1, LearningRate = 1e-6, WarmupIterations = 5, ResetOptimizer = false,
        MicroBatchTokens = 16_384)]
    [PolicyGradient(LeaveOneOut = true)]
    [MathReward]
    public abstract Policy Reinforced([From(nameof(Base))] Policy start, PromptSet train);

    /// <summary>All that the policies can, at the temperature at which they were trained.</summary>
    [Evaluate(SamplesPerPrompt = Attempts)]
    [MathReward]
    public abstract Evaluation AimeCoverage([From(nameof(Base))] Policy start, Policy reinforced, PromptSet aime);

    [Evaluate(SamplesPerPrompt = Attempts / 8)]
    [MathReward]
    public abstract Evaluation MathCoverage([From(nameof(Base))] Policy start, Policy reinforced, PromptSet math500);

    /// <summary>What users see.</summary>
    [Evaluate(SamplesPerPrompt = 4, Temperature = 0.6, TopP = 0.95)]
    [MathReward]
    public abstract Evaluation Served([From(nameof(Base))] Policy start, Policy reinforced, PromptSet math500);
}
