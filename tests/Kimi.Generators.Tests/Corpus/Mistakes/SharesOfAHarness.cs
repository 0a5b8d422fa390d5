// Stack: open-instruct
// Kind: programs are to earn the share of tests that they pass, and all tests of a problem are one harness
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("shares-of-a-harness")]
public abstract partial class SharesOfAHarness
{
    [LoadPolicy("models/qwen2.5-coder-3b")]
    public abstract Policy Base();

    [CodeProblemsFile(Path = "mbpp/train.parquet", Layout = CodeLayout.Mbpp)]
    public abstract PromptSet Problems();

    [CodeProblemsFile(Path = "humaneval.jsonl", Benchmark = Benchmark.HumanEval)]
    public abstract PromptSet Test();

    [Reinforce(Iterations = 120, PromptsPerIteration = 32, MaxResponseTokens = 1_024, LearningRate = 1e-6)]
    [Grpo]
    [TestCaseReward(Shares = true)] //! KIMI6010
    public abstract Policy Coder([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(MaxResponseTokens = 1_024)]
    [TestCaseReward]
    public abstract Evaluation Report(Policy coder, PromptSet test);
}
