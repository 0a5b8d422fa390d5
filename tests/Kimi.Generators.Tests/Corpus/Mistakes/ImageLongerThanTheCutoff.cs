// Stack: LLaMA-Factory
// Thread: hiyouga/LlamaFactory 6559
// Kind: an image alone takes more tokens than the context has
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("image-longer-than-the-cutoff")]
public abstract partial class ImageLongerThanTheCutoff
{
    [DocumentsFile(Path = "data/books.jsonl", Domain = "english")]
    public abstract Corpus Books();

    [DemonstrationsFile(Path = "data/cot-with-images.jsonl", ImageFields = ["image"], ImageFolder = "data/images")]
    public abstract Demonstrations Worked();

    [InitializeTransformer(Layers = 12, HiddenSize = 768, AttentionHeads = 12, KeyValueHeads = 4, FeedForwardSize = 2_048, ContextLength = 1_500)]
    public abstract Policy Initial();

    [Pretrain(Steps = 20_000, BatchSize = 64, SequenceLength = 1_500, LearningRate = 6e-4, WarmupSteps = 1_000, MicroBatchTokens = 24_000)]
    public abstract Policy Language(Policy initial, Corpus books);

    [AddVisionTower(ImageSize = 616, PatchSize = 14, Layers = 8, HiddenSize = 384, AttentionHeads = 6, FeedForwardSize = 1_024)] //! KIMI6001
    public abstract Policy Seeing(Policy language);

    [FineTune(Steps = 2_000, BatchSize = 16, LearningRate = 1e-4, Trains = TrainedParts.Vision, MicroBatchTokens = 6_000)]
    public abstract Policy Tower(Policy seeing, Demonstrations worked);

    [FineTune(Steps = 3_000, BatchSize = 16, LearningRate = 2e-5, MicroBatchTokens = 6_000)]
    public abstract Policy Sft(Policy tower, Demonstrations worked);
}
