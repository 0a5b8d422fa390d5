// Stack: axolotl
// Kind: a path begins with a tilde, which only a shell replaces
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("path-in-the-home-folder")]
public abstract partial class PathInTheHomeFolder
{
    [ProblemsFile(Path = "~/data/train.jsonl", Layout = ProblemLayout.Gsm8k)] //! KIMI5001
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
