// Form: a policy with an adapter is averaged with the one that it began at: the adapter is added when it is loaded
using Kimi.Dsl;

namespace Acme;

[Recipe("average-of-an-adapter-added")]
public abstract partial class AverageOfAnAdapterAdded
{
    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [ProblemsFile(Path = "train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Problems();

    [DemonstrationsFile(Path = "sft.jsonl")]
    public abstract Demonstrations Examples();

    [FineTune(Steps = 500, LearningRate = 1e-5)]
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations examples);

    [Reinforce(Iterations = 100, MaxResponseTokens = 512, LearningRate = 1e-4)]
    [MirrorDescent]
    [MathReward]
    [Lora(Rank = 8)]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [MergeWeights]
    public abstract Policy Merged(Policy tuned, Policy sft);
}
