// Stack: verl
// Kind: the memory of a test is given as if in GiB, so that Python cannot even start
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("tests-in-four-mebibytes")]
public abstract partial class TestsInFourMebibytes
{
    [LoadPolicy("models/qwen2.5-coder-7b")]
    public abstract Policy Base();

    [CodeProblemsFile(Path = "apps.jsonl.zst", Layout = CodeLayout.Apps, MaxTests = 20, MemoryMebibytes = 4)] //! KIMI5011
    public abstract PromptSet Problems();

    [CodeProblemsFile(Path = "livecodebench.jsonl", Layout = CodeLayout.LiveCodeBench)]
    public abstract PromptSet Test();

    [Reinforce(Iterations = 200, MaxResponseTokens = 4_096, LearningRate = 1e-6)]
    [Gspo]
    [TestCaseReward(ParallelTests = 8)]
    public abstract Policy Coder([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(MaxResponseTokens = 4_096)]
    [TestCaseReward]
    public abstract Evaluation Report(Policy coder, PromptSet test);
}
