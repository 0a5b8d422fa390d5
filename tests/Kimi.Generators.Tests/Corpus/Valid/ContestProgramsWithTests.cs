// Form: contest programs: files with tests, tests made for problems that have none, shares of tests, and a benchmark of another source
using Kimi.Dsl;

namespace Acme.Contests;

[Recipe("contest-programs", Seed = 2)]
[Sampling(MaxResponseTokens = 8_192)]
public abstract partial class ContestProgramsWithTests
{
    private const string Wish = "\n\nWrite a Python program that reads the standard input and writes the standard output, in one fenced block.";

    [LoadPolicy("/models/qwen2.5-coder-7b-instruct")]
    public abstract Policy Coder();

    [CodeProblemsFile(
        Path = "/data/code-contests/train.parquet", Layout = CodeLayout.CodeContests, MaxTests = 16, CpuSeconds = 4, MemoryMebibytes = 512,
        MaxPromptCharacters = 6_000, Shuffle = true, Count = 8_000)]
    public abstract PromptSet Contests();

    [CodeProblemsFile(
        Path = "/data/apps/untested.jsonl", Layout = CodeLayout.Apps, WithoutTests = true, CpuSeconds = 4, MemoryMebibytes = 512, Count = 3_000)]
    public abstract PromptSet Untested();

    [GenerateTestCases(Cases = 24, MinCases = 12, Submissions = 6, Agreeing = 5, Passing = 5, MaxResponseTokens = 2_048, Temperature = 0.7)]
    public abstract PromptSet Tested(Policy coder, PromptSet untested);

    /// <summary>All problems, as messages, without those of two sources that ask the same.</summary>
    [Transform]
    public static PromptSet Problems(PromptSet contests, PromptSet tested) => new(
    [
        .. contests.Concat(tested)
            .DistinctBy(problem => problem.Prompt.Text.Trim(), StringComparer.Ordinal)
            .Select((problem, place) => problem with { Id = $"{place}:{problem.Id}", Prompt = AsMessage(problem.Prompt) }),
    ]);

    [CodeProblemsFile(Path = "/data/livecodebench/v6.jsonl", Layout = CodeLayout.LiveCodeBench, CpuSeconds = 6, MaxTests = 40)]
    public abstract PromptSet Bench();

    [Transform]
    public static PromptSet Asked(PromptSet bench) => new([.. bench.Select(problem => problem with { Prompt = AsMessage(problem.Prompt) })]);

    [Reinforce(
        Iterations = 200, StepsPerIteration = 1, MaxRefills = 1, LearningRate = 1e-6, WarmupIterations = 10,
        MicroBatchTokens = 32_768, RecomputeActivations = true, MaxFaultRate = 0.02, Parts = 8)]
    [Dapo]
    [PrioritizedSampler(Smoothing = 8, Floor = 0.1)]
    [TestCaseReward(Shares = true, ParallelTests = 4, TimeLimitSeconds = 900)]
    public abstract Policy Tuned(Policy coder, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4, Temperature = 0.6, TopP = 0.95)]
    [TestCaseReward(ParallelTests = 8, TimeLimitSeconds = 2_400)]
    public abstract Evaluation Report(Policy coder, Policy tuned, PromptSet asked);

    private static Prompt AsMessage(Prompt statement) =>
        new Prompt.Conversation([new Message(MessageRole.User, [new PromptPart.Text(statement.Text + Wish)])]);
}
