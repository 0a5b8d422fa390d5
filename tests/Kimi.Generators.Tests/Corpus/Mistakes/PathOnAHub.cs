// Stack: TRL
// Kind: a path is an address of a hub, and files are read from the disk
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("path-on-a-hub")]
public abstract partial class PathOnAHub
{
    [ProblemsFile(Path = "hf://datasets/openai/gsm8k/train.parquet", Layout = ProblemLayout.Gsm8k)] //! KIMI5001
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
