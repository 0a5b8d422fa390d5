// Form: long2short: a merge along the arc, the shortest of many, pairs by length, a second reinforcement from the best of them, one figure
using Kimi.Dsl;

namespace Acme.Brevity;

[Recipe("four-ways-to-brevity", Seed = 6)]
[Sampling(MaxResponseTokens = 12_288)]
[ProblemsFile(Layout = ProblemLayout.Math)]
public abstract partial class FourWaysToBrevity
{
    [LoadPolicy("models/deepscaler-1.5b")]
    public abstract Policy Long();

    [LoadPolicy("models/qwen2.5-math-1.5b-instruct")]
    public abstract Policy Short();

    [ProblemsFile(Path = "data/math/train.jsonl", Split = Split.Train, HeldOutShare = 0.02)]
    public abstract PromptSet TrainRows();

    [ProblemsFile(Path = "data/math/train.jsonl", Split = Split.HeldOut, HeldOutShare = 0.02)]
    public abstract PromptSet ValidationRows();

    [ProblemsFile(Path = "data/math/math500.jsonl", Benchmark = Benchmark.Math500)]
    public abstract PromptSet Math500();

    [Transform]
    public static PromptSet Problems(PromptSet trainRows) => Asked(trainRows);

    [Transform]
    public static PromptSet Validation(PromptSet validationRows) => Asked(validationRows);

    [Transform]
    public static PromptSet Bench(PromptSet math500) => Asked(math500);

    [SampleShortest(MaxProblems = 4_000, Temperature = 0.8)]
    [MathReward]
    public abstract Demonstrations Shortest([From(nameof(Long))] Policy policy, PromptSet problems);

    [FineTune(
        Steps = 240, BatchSize = 32, PackedTokens = 16_384, LearningRate = 1e-5, WarmupSteps = 12, MicroBatchTokens = 32_768, RecomputeActivations = true)]
    public abstract Policy Rejected([From(nameof(Long))] Policy policy, Demonstrations shortest);

    /// <summary>Mostly the long model, a little of what was taught to be short.</summary>
    [MergeWeights(Weights = [0.6, 0.4], Interpolation = Interpolation.Spherical)]
    public abstract Policy Merged([From(nameof(Long))] Policy policy, Policy rejected);

    [SamplePreferences(MaxProblems = 4_000, PairsPerProblem = 2)]
    [MathReward]
    public abstract Preferences Pairs([From(nameof(Long))] Policy policy, PromptSet problems);

    [OptimizePreferences(
        Steps = 200, BatchSize = 32, LearningRate = 1e-6, WarmupSteps = 20, Beta = 0.2, MicroBatchTokens = 32_768, RecomputeActivations = true)]
    public abstract Policy Preferring([From(nameof(Long))] Policy policy, Preferences pairs);

    [SelectPolicy(SamplesPerPrompt = 2, TokenPrice = 0.2)]
    [MathReward]
    public abstract Policy Best(Policy rejected, Policy merged, Policy preferring, PromptSet validation);

    [Reinforce(
        Iterations = 80, MaxResponseTokens = 6_144, LearningRate = 1e-6, StepsPerIteration = 2, MicroBatchTokens = 24_576,
        RecomputeActivations = true)]
    [MirrorDescent(Tau = 0.05)]
    [LengthPenalty(Weight = 0.3)]
    [MathReward]
    public abstract Policy Shorter(Policy best, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4)]
    [MathReward]
    public abstract Evaluation Figure(
        [From(nameof(Long))] Policy before, [From(nameof(Short))] Policy reference, Policy rejected, Policy merged, Policy preferring, Policy shorter,
        PromptSet bench);

    private static PromptSet Asked(PromptSet rows) => new([.. from row in rows
                                                              let question = new PromptPart.Text(row.Prompt.Text)
                                                              select row with { Prompt = new Prompt.Conversation([new(MessageRole.User, [question])]) }]);
}
