// Form: two stages train the same adapter, of the class, and it is merged before an average
using Kimi.Dsl;

namespace Acme;

[Recipe("adapter-of-two-phases")]
[Lora(Rank = 32, Alpha = 64)]
public abstract partial class AdapterOfTwoPhases
{
    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [ProblemsFile(Path = "train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Problems();

    [DemonstrationsFile(Path = "sft.jsonl")]
    public abstract Demonstrations Examples();

    [FineTune(Steps = 500, LearningRate = 1e-4), Lora]
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations examples);

    [Reinforce(Iterations = 100, MaxResponseTokens = 512, LearningRate = 1e-5), MirrorDescent, MathReward, Lora]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [MergeAdapter]
    public abstract Policy Whole(Policy tuned);

    [MergeWeights(Weights = [0.75, 0.25])]
    public abstract Policy Merged(Policy whole, Policy @base);
}
