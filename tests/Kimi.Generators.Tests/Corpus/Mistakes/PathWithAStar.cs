// Stack: NeMo-RL
// Kind: a path has a star for many files, and one file is read
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("path-with-a-star")]
public abstract partial class PathWithAStar
{
    [ProblemsFile(Path = "data/train-*.parquet", Layout = ProblemLayout.Gsm8k)] //! KIMI5001
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
