// Stack: LLaMA-Factory
// Thread: hiyouga/LlamaFactory 2509
// Kind: the policy was trained on bare prompts and is asked in conversations, by a template that it never saw
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("asked-in-another-form")]
[Sampling(MaxResponseTokens = 1_024)]
public abstract partial class AskedInAnotherForm
{
    [LoadPolicy("models/qwen-7b")]
    public abstract Policy Base();

    [DemonstrationsFile(Path = "data/worked.jsonl", Layout = DemonstrationLayout.Plain, Shuffle = true)]
    public abstract Demonstrations Worked();

    [ProblemsFile(Path = "data/exam.parquet", Layout = ProblemLayout.Verl)] //! none yet
    public abstract PromptSet Exam();

    [FineTune(Steps = 1_500, BatchSize = 32, LearningRate = 5e-5, MicroBatchTokens = 8_192)]
    [Lora(Rank = 16)]
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations worked);

    [MergeAdapter]
    public abstract Policy Merged(Policy sft);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy merged, PromptSet exam);
}
