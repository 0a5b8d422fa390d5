// Form: paths with a tilde within, blanks and brackets
using Kimi.Dsl;

namespace Acme;

[Recipe("odd-paths")]
public abstract partial class OddPaths
{
    [ProblemsFile(Path = "../data/gsm8k~v2/train.jsonl.zst", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/test (1).parquet", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet HeldOut();

    [LoadPolicy("../models/small~2")]
    public abstract Policy Sft();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
