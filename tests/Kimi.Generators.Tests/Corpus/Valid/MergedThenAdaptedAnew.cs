// Form: an adapter is merged, and another one of another rank begins
using Kimi.Dsl;

namespace Acme;

[Recipe("merged-then-adapted-anew")]
public abstract partial class MergedThenAdaptedAnew
{
    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [ProblemsFile(Path = "train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Problems();

    [DemonstrationsFile(Path = "sft.jsonl")]
    public abstract Demonstrations Examples();

    [FineTune(Steps = 500, LearningRate = 1e-4)]
    [Lora(Rank = 64, Alpha = 128)]
    public abstract Policy Adapted([From(nameof(Base))] Policy start, Demonstrations examples);

    [MergeAdapter]
    public abstract Policy Sft(Policy adapted);

    [Reinforce(Iterations = 100, MaxResponseTokens = 512, LearningRate = 1e-5)]
    [MirrorDescent]
    [MathReward]
    [Lora(Rank = 8, Targets = LoraTargets.Attention)]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [MergeAdapter]
    public abstract Policy Final(Policy tuned);
}
