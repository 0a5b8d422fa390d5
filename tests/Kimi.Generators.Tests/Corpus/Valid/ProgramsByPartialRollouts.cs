// Form: programs that tests judge, partial rollouts, a correction for another engine, and an early end of repetition
using Kimi.Dsl;

namespace Acme;

[Recipe("programs")]
[Sampling(MaxResponseTokens = 4_096, Parts = 4)]
[CodeProblemsFile(CpuSeconds = 6, MemoryMebibytes = 512)]
public abstract partial class ProgramsByPartialRollouts
{
    [LoadPolicy("models/qwen2.5-coder-3b")]
    public abstract Policy Base();

    [CodeProblemsFile(Path = "data/mbpp.jsonl", Layout = CodeLayout.Mbpp, Split = Split.Train)]
    public abstract PromptSet Problems();

    [CodeProblemsFile(Path = "data/HumanEval.jsonl.gz")]
    public abstract PromptSet HumanEval();

    [CuratePrompts(SamplesPerPrompt = 8, MinPassRate = 0.05, MaxPassRate = 0.9, GuessAttempts = 0, MaxResponseTokens = 2_048)]
    [TestCaseReward]
    public abstract PromptSet Curated([From(nameof(Base))] Policy start, PromptSet problems, PromptSet humanEval);

    [Reinforce(
        Iterations = 120, PromptsPerIteration = 32, LearningRate = 1e-6, MaxLogprobMismatch = 0.2,
        MicroBatchTokens = 16_384)]
    [Cispo]
    [MaskedImportance(Cap = 4)]
    [PartialRollouts(TokenBudget = 1_024, MaxAge = 8)]
    [StopRepetition(PatternTokens = 24, Repeats = 6)]
    [TestCaseReward(ParallelTests = 4)]
    [RepetitionPenalty(Tokens = 8, Weight = 0.1)]
    public abstract Policy Programmer([From(nameof(Base))] Policy start, PromptSet curated);

    [Evaluate(SamplesPerPrompt = 8, Temperature = 0.8, TopP = 0.95)]
    [TestCaseReward(ParallelTests = 4)]
    public abstract Evaluation Report([From(nameof(Base))] Policy start, Policy programmer, PromptSet humanEval);
}
