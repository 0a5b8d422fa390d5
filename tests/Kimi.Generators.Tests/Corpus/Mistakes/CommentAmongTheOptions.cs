// Stack: LLaMA-Factory
// Thread: hiyouga/LlamaFactory 5392
// Kind: a comment in the middle of the options takes those behind it along, and whatever is changed there changes nothing
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("comment-among-the-options")]
public abstract partial class CommentAmongTheOptions
{
    [LoadPolicy("models/llama2-chinese-7b-chat")]
    public abstract Policy Base();

    [DemonstrationsFile(Path = "data/alpaca-zh.jsonl", Count = 1_000)]
    public abstract Demonstrations Alpaca();

    [FineTune(
        Steps = 1_000, BatchSize = 4, // DecayFraction = 0.5, Decay = LearningRateDecay.Cosine, LearningRate = 5e-5, WarmupSteps = 20, //! none yet
        MicroBatchTokens = 4_096)]
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations alpaca);
}
