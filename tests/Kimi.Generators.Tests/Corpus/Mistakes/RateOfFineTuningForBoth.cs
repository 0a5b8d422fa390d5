// Stack: TRL
// Thread: jjyaoao/HelloAgents 107
// Kind: reinforcement learning takes the learning rate of fine-tuning, and the policy collapses
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rate-of-fine-tuning-for-both")]
[Sampling(MaxResponseTokens = 512)]
public abstract partial class RateOfFineTuningForBoth
{
    private const double Rate = 5e-5;

    [LoadPolicy("models/qwen3-0.6b")]
    public abstract Policy Base();

    [DemonstrationsFile(Path = "data/gsm8k-sft.jsonl", Layout = DemonstrationLayout.Plain)]
    public abstract Demonstrations Solutions();

    [ProblemsFile(Path = "data/gsm8k-train.jsonl", Layout = ProblemLayout.Gsm8k, Count = 500)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/gsm8k-test.jsonl", Layout = ProblemLayout.Gsm8k, Count = 500)]
    public abstract PromptSet HeldOut();

    [FineTune(Steps = 600, BatchSize = 16, LearningRate = Rate, MicroBatchTokens = 8_192)]
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations solutions);

    [Reinforce(Iterations = 125, PromptsPerIteration = 4, SamplesPerPrompt = 8, LearningRate = Rate)] //! KIMI5011
    [Grpo]
    [MathReward]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet heldOut);
}
