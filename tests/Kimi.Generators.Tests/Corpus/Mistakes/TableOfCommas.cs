// Stack: LLaMA-Factory
// Kind: the data are a table of comma-separated values, which no layout reads
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("table-of-commas")]
public abstract partial class TableOfCommas
{
    [ProblemsFile(Path = "data/train.csv", Layout = ProblemLayout.Gsm8k)] //! KIMI5001
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/test.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet HeldOut();

    [LoadPolicy("models/small")]
    public abstract Policy Sft();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
