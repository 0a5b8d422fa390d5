// Stack: ms-swift
// Kind: the language model is trained on what a vision tower of random weights sees
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("language-model-before-its-tower")]
public abstract partial class LanguageModelBeforeItsTower
{
    [DocumentsFile(Path = "pages.jsonl")]
    public abstract Corpus Pages();

    [DemonstrationsFile(Path = "llava.parquet", ImageFields = ["image"])]
    public abstract Demonstrations Examples();

    [ProblemsFile(Path = "geo3k.parquet", ImageFields = ["images"], Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [InitializeTransformer(Layers = 12, HiddenSize = 512, AttentionHeads = 8, ContextLength = 2_048)]
    public abstract Policy Initial();

    [Pretrain(Steps = 20_000, SequenceLength = 2_048)]
    public abstract Policy Pretrained(Policy initial, Corpus pages);

    [AddVisionTower(ImageSize = 224, PatchSize = 14, HiddenSize = 256)]
    public abstract Policy Seeing(Policy pretrained);

    [FineTune(Steps = 2_000, LearningRate = 1e-4, Trains = TrainedParts.LanguageModel)] //! KIMI6018
    public abstract Policy Sft(Policy seeing, Demonstrations examples);

    [Evaluate(MaxResponseTokens = 512)]
    [MathReward]
    public abstract Evaluation Report(Policy sft, PromptSet heldOut);
}
