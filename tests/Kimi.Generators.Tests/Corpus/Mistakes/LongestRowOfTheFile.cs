// Stack: slime
// Thread: THUDM/slime 1450
// Kind: rows of any length are read and computed in one pass, and the longest of them takes the memory
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("longest-row-of-the-file", DeviceMemoryGiB = 80)]
public abstract partial class LongestRowOfTheFile
{
    [LoadPolicy("models/qwen3-4b-base")]
    public abstract Policy Base();

    [DemonstrationsFile(Path = "data/openhermes.parquet", Layout = DemonstrationLayout.ShareGpt, Shuffle = true)] //! none yet
    public abstract Demonstrations Chats();

    [FineTune(Steps = 5_000, BatchSize = 128, LearningRate = 1e-5, WarmupSteps = 500, DecayFraction = 0.9, Decay = LearningRateDecay.Cosine)]
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations chats);
}
