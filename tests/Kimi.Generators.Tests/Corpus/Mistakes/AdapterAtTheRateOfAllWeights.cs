// Stack: TRL
// Thread: dhcode-cpp/X-R1 66
// Kind: the variant with an adapter keeps the learning rate that was right for all weights, and the reward does not move
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("x-full")]
[Sampling(MaxResponseTokens = 1_024)]
public abstract partial class AdapterAtTheRateOfAllWeights
{
    [LoadPolicy("models/qwen2.5-7b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/x-1500.jsonl", Layout = ProblemLayout.Math, Split = Split.Train)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/x-1500.jsonl", Layout = ProblemLayout.Math, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 200, PromptsPerIteration = 16, SamplesPerPrompt = 8, LearningRate = 1e-6, DecayFraction = 0.9)]
    [Grpo]
    [MathReward]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy tuned, PromptSet heldOut);
}

/// <summary>The same with an adapter, for a smaller device.</summary>
[Recipe("x-adapter")]
public abstract partial class AdapterOfX : AdapterAtTheRateOfAllWeights
{
    /// <inheritdoc/>
    [Reinforce(Iterations = 200, PromptsPerIteration = 16, SamplesPerPrompt = 8, LearningRate = 1e-6, DecayFraction = 0.9)] //! KIMI5011
    [Grpo]
    [MathReward]
    [Lora(Rank = 16, Alpha = 32)]
    public abstract override Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);
}
