// Stack: torchtune
// Kind: a policy is loaded from a file of weights where a folder is read
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("checkpoint-that-is-a-file")]
public abstract partial class CheckpointThatIsAFile
{
    [ProblemsFile(Path = "data/train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/test.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet HeldOut();

    [LoadPolicy("models/small/model.safetensors")] //! KIMI5001
    public abstract Policy Sft();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
