// Form: tests are made for programs that have none, and shares of tests are rewarded beside a form of fences
using Kimi.Dsl;

namespace Acme.Programs;

[Recipe("programs-with-made-tests")]
[Sampling(MaxResponseTokens = 1_536)]
[TestCaseReward(ParallelTests = 4)]
public abstract partial class ProgramsWithMadeTests
{
    [LoadPolicy("models/coder-7b")]
    public abstract Policy Coder();

    [CodeProblemsFile(Path = "contests.jsonl.gz", Layout = CodeLayout.CodeContests, WithoutTests = true, CpuSeconds = 2, MemoryMebibytes = 512, Count = 3_000)]
    public abstract PromptSet Untested();

    [CodeProblemsFile(Path = "humaneval.jsonl", Benchmark = Benchmark.HumanEval)]
    public abstract PromptSet HumanEval();

    [GenerateTestCases(Cases = 30, MinCases = 20, Submissions = 8, Agreeing = 6, Passing = 7, Temperature = 0.8)]
    public abstract PromptSet Tested([From(nameof(Coder))] Policy policy, [From(nameof(Untested))] PromptSet problems);

    [CuratePrompts(SamplesPerPrompt = 4, GuessAttempts = 0, MinPassRate = 0.1)]
    [TestCaseReward]
    public abstract PromptSet Fitting([From(nameof(Coder))] Policy policy, [From(nameof(Tested))] PromptSet problems,
        [From(nameof(HumanEval))] PromptSet evaluated);

    [Transform]
    public static PromptSet Brief(PromptSet fitting) => fitting.Where(problem => problem is CodeProblem { Prompt.Text.Length: < 6_000, Tests.Count: >= 5 });

    [Reinforce(Iterations = 200, LearningRate = 1e-6, StepsPerIteration = 2, TopP = 0.99)]
    [Gspo]
    [TestCaseReward(Shares = true)]
    [FormatReward(Pattern = "(?s)```(python|cpp).*```", Weight = 0.05)]
    public abstract Policy Better([From(nameof(Coder))] Policy start, [From(nameof(Brief))] PromptSet problems);

    [Evaluate(Temperature = 0.2, SamplesPerPrompt = 10)]
    [TestCaseReward]
    public abstract Evaluation Report(Policy coder, Policy better, [From(nameof(HumanEval))] PromptSet problems);
}
