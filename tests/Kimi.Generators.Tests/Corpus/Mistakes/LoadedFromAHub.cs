// Stack: unsloth
// Kind: a policy is named by its address on a hub
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("loaded-from-a-hub")]
public abstract partial class LoadedFromAHub
{
    [ProblemsFile(Path = "data/train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/test.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet HeldOut();

    [LoadPolicy("https://huggingface.co/HuggingFaceTB/SmolLM2-135M")] //! KIMI5001
    public abstract Policy Sft();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
