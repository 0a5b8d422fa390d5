// Form: CISPO with partial rollouts, stops on repetition, a staged curriculum, and numbers in a constants class
using Kimi.Dsl;

namespace Acme.LongThoughts;

internal static class Scale
{
    public const int Thought = 8_192;
    public const int Budget = Thought / 8;
    public const int Rounds = 240;
    public const int Prompts = 1 << 6;
}

[Recipe("cispo-long-thoughts")]
[Sampling(MaxResponseTokens = Scale.Thought)]
public abstract partial class CispoWithLongThoughts
{
    [LoadPolicy("models/long-cot-7b")]
    public abstract Policy Warm();

    [ProblemsFile(Path = "data/olympiad.jsonl.gz", LevelField = "meta.level", TagFields = ["meta.area"], MaxPromptCharacters = 4_000)]
    public abstract PromptSet All();

    [ProblemsFile(Path = "data/aime24.jsonl", Layout = ProblemLayout.Aime, Benchmark = Benchmark.Aime2024)]
    public abstract PromptSet Aime();

    [CuratePrompts(SamplesPerPrompt = 8, MaxPassRate = 0.9, MaxTagShare = 0.3, GuessAttempts = 4)]
    [MathReward]
    public abstract PromptSet Curated([From(nameof(Warm))] Policy policy, [From(nameof(All))] PromptSet problems, [From(nameof(Aime))] PromptSet measured);

    [Reinforce(
        Iterations = Scale.Rounds,
        PromptsPerIteration = Scale.Prompts,
        LearningRate = 1e-6,
        ResetOptimizer = false,
        RecomputeActivations = true)]
    [Cispo(EpsilonHigh = 3)]
    [PartialRollouts(TokenBudget = Scale.Budget, MaxAge = 10, MaxSegmentAge = 4)]
    [StopRepetition(PatternTokens = 32, Repeats = 8)]
    [StagedSampler(Stages = 4, LastFromIteration = Scale.Rounds / 2)]
    [RepetitionPenalty(Tokens = 8, Weight = 0.1)]
    [TruncatedImportance(Cap = 3)]
    [MathReward(LastLine = false)]
    public abstract Policy Deep([From(nameof(Warm))] Policy start, [From(nameof(Curated))] PromptSet problems);

    [Evaluate(SamplesPerPrompt = 16, Temperature = 0.8)]
    [MathReward(LastLine = false)]
    public abstract Evaluation Report([From(nameof(Warm))] Policy before, [From(nameof(Deep))] Policy after, [From(nameof(Aime))] PromptSet aime);
}
