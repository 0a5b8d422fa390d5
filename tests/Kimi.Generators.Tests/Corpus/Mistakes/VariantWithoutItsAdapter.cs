// Stack: torchtune
// Kind: a variant trains all weights, and its base still merges an adapter
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("variant-without-its-adapter")]
public abstract partial class VariantWithoutItsAdapter
{
    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [ProblemsFile(Path = "train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Problems();

    [Reinforce(Iterations = 100, MaxResponseTokens = 512, LearningRate = 1e-4)]
    [MirrorDescent]
    [MathReward]
    [Lora(Rank = 16)]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [MergeAdapter]
    public abstract Policy Merged(Policy tuned);
}

/// <summary>All weights.</summary>
[Recipe("variant-without-its-adapter-full")]
public abstract partial class AllWeights : VariantWithoutItsAdapter
{
    [Reinforce(Iterations = 100, MaxResponseTokens = 512, LearningRate = 1e-6)]
    [MirrorDescent]
    [MathReward]
    public abstract override Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems); //! KIMI6014
}
