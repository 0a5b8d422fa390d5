// Form: a tower is trained first, then all, and texts and pictures are answered
using Kimi.Dsl;

namespace Acme;

[Recipe("pictures-after-their-tower")]
public abstract partial class PicturesAfterTheirTower
{
    [DocumentsFile(Path = "pages.jsonl")]
    public abstract Corpus Pages();

    [DemonstrationsFile(Path = "captions.parquet", ImageFields = ["image"])]
    public abstract Demonstrations Captions();

    [DemonstrationsFile(Path = "llava.parquet", ImageFields = ["image"], Shuffle = true, Count = 50_000)]
    public abstract Demonstrations Examples();

    [ProblemsFile(Path = "geo3k.parquet", ImageFields = ["images"], Split = Split.Train)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "geo3k.parquet", ImageFields = ["images"], Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [InitializeTransformer(Layers = 12, HiddenSize = 512, AttentionHeads = 8, ContextLength = 2_048)]
    public abstract Policy Initial();

    [Pretrain(Steps = 20_000, SequenceLength = 2_048)]
    public abstract Policy Pretrained(Policy initial, Corpus pages);

    [AddVisionTower(ImageSize = 224, PatchSize = 14, HiddenSize = 256)]
    public abstract Policy Seeing(Policy pretrained);

    [FineTune(Steps = 2_000, Trains = TrainedParts.Vision)]
    public abstract Policy Aligned(Policy seeing, Demonstrations captions);

    [FineTune(Steps = 2_000, LearningRate = 1e-4, Trains = TrainedParts.LanguageModel)]
    public abstract Policy Sft(Policy aligned, Demonstrations examples);

    [Reinforce(Iterations = 80, MaxResponseTokens = 512)]
    [Grpo]
    [MathReward]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 512)]
    [MathReward]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet heldOut);
}
