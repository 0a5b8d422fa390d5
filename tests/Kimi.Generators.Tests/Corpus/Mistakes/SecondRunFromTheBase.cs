// Stack: axolotl
// Thread: axolotl-ai-cloud/axolotl 1134
// Kind: what is to go on with the adapter of the first run begins at the base model again
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("second-run-from-the-base")]
[Optimizer(WarmupSteps = 20, MicroBatchTokens = 8_192)]
public abstract partial class SecondRunFromTheBase
{
    [LoadPolicy("models/mistral-7b")]
    public abstract Policy Base();

    [DemonstrationsFile(Path = "data/general.jsonl", Layout = DemonstrationLayout.ShareGpt, Shuffle = true, MaxCharacters = 12_000)]
    public abstract Demonstrations General();

    [DemonstrationsFile(Path = "data/support.jsonl", Layout = DemonstrationLayout.ShareGpt, Shuffle = true, MaxCharacters = 12_000)]
    public abstract Demonstrations Support();

    [FineTune(Steps = 4_000, BatchSize = 32, LearningRate = 2e-4)]
    [Lora(Rank = 32, Alpha = 64)]
    public abstract Policy First([From(nameof(Base))] Policy start, Demonstrations general);

    // Goes on where the first run ended.
    [FineTune(Steps = 800, BatchSize = 32, LearningRate = 1e-4)]
    [Lora(Rank = 32, Alpha = 64)]
    public abstract Policy Second([From(nameof(Base))] Policy start, Demonstrations support); //! none yet

    [MergeAdapter]
    public abstract Policy Assistant(Policy second);

    [MergeAdapter]
    public abstract Policy Generalist(Policy first);
}
