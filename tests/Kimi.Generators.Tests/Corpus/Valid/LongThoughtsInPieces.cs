// Form: responses of 32 thousand tokens in pieces: partial rollouts, an end to repetition, a corrected engine, a length reward late in the run
using Kimi.Dsl;

namespace Acme.LongThoughts;

[Recipe("long-thoughts", Seed = 15, DeviceMemoryGiB = 141, Devices = 16)]
[Sampling(MaxResponseTokens = 32_768)]
[ProblemsFile(Layout = ProblemLayout.Verl)]
public abstract partial class LongThoughtsInPieces
{
    private const string Wish = "Let's think step by step and output the final answer within \\boxed{}.";

    [LoadPolicy("/models/r1-distill-qwen-7b")]
    public abstract Policy Distilled();

    [ProblemsFile(Path = "/data/deepscaler.parquet", Shuffle = true)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "/data/math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Math500();

    /// <summary>As messages, like the problems.</summary>
    [Transform]
    public static PromptSet Math500Asked(PromptSet math500) => new(
    [
        .. math500.Select(problem => problem with
        {
            Prompt = new Prompt.Conversation([new(MessageRole.User, [new PromptPart.Text($"{problem.Prompt}\n{Wish}")])]),
        }),
    ]);

    [CuratePrompts(MaxProblems = 20_000, SamplesPerPrompt = 8, MinPassRate = 0.1, MaxPassRate = 0.9, Temperature = 0.8, GuessAttempts = 4)]
    [MathReward(LastLine = false)]
    public abstract PromptSet Curated(Policy distilled, PromptSet problems, PromptSet math500);

    [Reinforce(
        Iterations = 400, PromptsPerIteration = 128, StepsPerIteration = 2, LearningRate = 1e-6, WarmupIterations = 10, ResetOptimizer = false,
        MicroBatchTokens = 65_536, RecomputeActivations = true, MaxLogprobMismatch = 0.1, KeepRolloutsEvery = 5, CheckpointEvery = 10, KeepCheckpoints = 3,
        Parts = 16)]
    [MirrorDescent(Tau = 0.02, Level = LogratioLevel.Token)]
    [PartialRollouts(TokenBudget = 8_192, MaxAge = 6, MaxSegmentAge = 3)]
    [StopRepetition(PatternTokens = 48, Repeats = 12)]
    [TruncatedImportance]
    [MathReward(LastLine = false)]
    [LengthPenalty(Weight = 0.1, FromIteration = 250)]
    public abstract Policy LongCot(Policy distilled, PromptSet curated);

    [Evaluate(SamplesPerPrompt = 4, Temperature = 0.6, TopP = 0.95)]
    [MathReward(LastLine = false)]
    public abstract Evaluation Report(Policy distilled, Policy longCot, PromptSet math500Asked);
}
