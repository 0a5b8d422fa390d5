// Stack: LLaMA-Factory
// Kind: the share of rows to train on is given as the share that is held out
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("train-share-as-held-out-share")]
[ProblemsFile(HeldOutShare = 0.9)] //! KIMI5011
public abstract partial class TrainShareAsHeldOutShare
{
    [LoadPolicy("models/qwen2.5-1.5b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "orca-math.jsonl", Split = Split.Train)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "orca-math.jsonl", Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 150, MaxResponseTokens = 1_024, LearningRate = 1e-6)]
    [Grpo]
    [MathReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(MaxResponseTokens = 1_024)]
    [MathReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
