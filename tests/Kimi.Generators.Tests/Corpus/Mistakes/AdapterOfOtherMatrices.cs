// Stack: axolotl
// Kind: the second stage goes on with an adapter of other matrices than the first trained
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("adapter-of-other-matrices")]
[Lora(Rank = 32, Alpha = 64)]
public abstract partial class AdapterOfOtherMatrices
{
    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [ProblemsFile(Path = "train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Problems();

    [DemonstrationsFile(Path = "sft.jsonl")]
    public abstract Demonstrations Examples();

    [FineTune(Steps = 500, LearningRate = 1e-4)]
    [Lora]
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations examples);

    [Reinforce(Iterations = 100, MaxResponseTokens = 512, LearningRate = 1e-4)]
    [MirrorDescent]
    [MathReward]
    [Lora(Targets = LoraTargets.Attention)] //! KIMI6016
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [MergeAdapter]
    public abstract Policy Merged(Policy tuned);
}
