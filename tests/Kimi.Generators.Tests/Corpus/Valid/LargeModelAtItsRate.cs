// Form: a large model: by an adapter, and at a rate of its own
using Kimi.Dsl;

namespace Acme;

[Recipe("large-model-at-its-rate")]
public abstract partial class LargeModelAtItsRate
{
    [ProblemsFile(Path = "data/train.jsonl")]
    public abstract PromptSet Problems();

    [LoadPolicy("models/Qwen2.5-7B-Instruct")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Lora(Rank = 8)]
    public abstract Policy Adapted([From(nameof(Base))] Policy start, PromptSet problems);

    [Reinforce(Iterations = 80, LearningRate = 1e-6)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation AdaptedReport(Policy adapted, PromptSet heldOut);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation TunedReport(Policy tuned, PromptSet heldOut);

    [ProblemsFile(Path = "data/test.jsonl")]
    public abstract PromptSet HeldOut();
}
