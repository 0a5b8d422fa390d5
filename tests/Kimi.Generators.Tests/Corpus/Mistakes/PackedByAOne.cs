// Stack: axolotl
// Kind: packing is switched on by a 1, which is the length of the rows
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("packed-by-a-one")]
public abstract partial class PackedByAOne
{
    [DemonstrationsFile(Path = "alpaca.jsonl", PromptField = "instruction", ResponseField = "output", Shuffle = true)]
    public abstract Demonstrations Rows();

    [LoadPolicy("models/llama-3.1-8b")]
    public abstract Policy Base();

    [FineTune(Steps = 2_000, BatchSize = 8, PackedTokens = 1, LearningRate = 1e-5)] //! KIMI5011
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations rows);

    [ProblemsFile(Path = "gsm8k-test.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Test();

    [Evaluate(MaxResponseTokens = 512)]
    [MathReward]
    public abstract Evaluation Report(Policy sft, PromptSet test);
}
