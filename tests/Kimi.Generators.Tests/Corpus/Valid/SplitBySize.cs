// Form: the test is on longer problems of another source, and the file's own split trains
using Kimi.Dsl;

namespace Acme;

[Recipe("split-by-size")]
public abstract partial class SplitBySize
{
    [ProblemsFile(Path = "data/train.jsonl.zst", Shuffle = true, Count = 10_000, Split = Split.Train)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/train.jsonl.zst", Split = Split.HeldOut)]
    public abstract PromptSet Validation();

    [ProblemsFile(Path = "math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Test();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [CuratePrompts(MaxResponseTokens = 512, GuessAttempts = 0, Temperature = 1)]
    [MathReward]
    public abstract PromptSet Curated([From(nameof(Base))] Policy start, PromptSet problems, PromptSet test, PromptSet validation);

    [Reinforce(Iterations = 100, MaxResponseTokens = 1_024, LearningRate = 1e-6, KeepRolloutsEvery = 10)]
    [Gspo]
    [HardProblemsSampler(FromIteration = 50)]
    [MathReward]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet curated);

    [Evaluate(MaxResponseTokens = 1_024)]
    [MathReward]
    public abstract Evaluation Validated([From(nameof(Base))] Policy start, Policy tuned, PromptSet validation);

    [Evaluate(MaxResponseTokens = 4_096, SamplesPerPrompt = 8, Temperature = 0.6)]
    [MathReward]
    public abstract Evaluation Report(Policy tuned, PromptSet test);
}
