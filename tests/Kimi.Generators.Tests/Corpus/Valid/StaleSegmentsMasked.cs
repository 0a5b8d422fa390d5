// Form: off-policy on purpose: several steps an iteration, segments of older policies, ratios with limits and a mask on tokens that moved
using Kimi.Dsl;

namespace Acme.OffPolicy;

[Recipe("stale-segments", Seed = 77)]
[Sampling(MaxResponseTokens = 6_144)]
[Reinforce(
    Iterations = 240, PromptsPerIteration = 128, StepsPerIteration = 8, LearningRate = 8e-7, WarmupIterations = 8, ResetOptimizer = false,
    MicroBatchTokens = 24_576, RecomputeActivations = true, Parts = 8)]
[PartialRollouts(TokenBudget = 1_536, MaxAge = 5)]
public abstract partial class StaleSegmentsMasked
{
    [LoadPolicy("models/qwen3-1.7b-base")]
    public abstract Policy Start();

    [ProblemsFile(Path = "data/numina/train.jsonl", Layout = ProblemLayout.Math, MaxPromptCharacters = 3_000, Shuffle = true, Count = 40_000)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Math500();

    /// <summary>What prime-rl does.</summary>
    [Reinforce]
    [RatioMirrorDescent(Tau = 0.002, MaxRise = 0.3)]
    [PartialRollouts]
    [MaskedImportance(Cap = 3)]
    [MathReward]
    public abstract Policy Masked(Policy start, PromptSet problems);

    /// <summary>Only tokens of the newest policy count.</summary>
    [Reinforce]
    [RatioMirrorDescent(Tau = 0.002, MaxRise = 0.3)]
    [PartialRollouts(MaxSegmentAge = PartialRolloutsAttribute.CurrentSegmentOnly)]
    [MaskedImportance(Cap = 3)]
    [MathReward]
    public abstract Policy Fresh(Policy start, PromptSet problems);

    /// <summary>Sequence-level clipping, for which all of a response must be by one policy or nearly so.</summary>
    [Reinforce]
    [Gspo(EpsilonLow = 1e-3, EpsilonHigh = 2e-3)]
    [PartialRollouts(MaxSegmentAge = 1)]
    [MathReward]
    public abstract Policy Clipped(Policy start, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4)]
    [MathReward]
    public abstract Evaluation Report(Policy start, Policy masked, Policy fresh, Policy clipped, PromptSet math500);
}
