// Stack: ms-swift
// Kind: a tower of random weights is added, and only the projector behind it is ever trained
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("projector-of-a-random-tower")]
public abstract partial class ProjectorOfARandomTower
{
    [DocumentsFile(Path = "text.jsonl")]
    public abstract Corpus Text();

    [DemonstrationsFile(Path = "captions.parquet", ImageFields = ["image"])]
    public abstract Demonstrations Captions();

    [ProblemsFile(Path = "clevr.parquet", ImageFields = ["images"], Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [InitializeTransformer(Layers = 10, HiddenSize = 384, AttentionHeads = 6, ContextLength = 1_024)]
    public abstract Policy Initial();

    [Pretrain(Steps = 10_000, SequenceLength = 1_024)]
    public abstract Policy Pretrained(Policy initial, Corpus text);

    [AddVisionTower(ImageSize = 112, PatchSize = 14, HiddenSize = 128, Layers = 4)]
    public abstract Policy Seeing(Policy pretrained);

    [FineTune(Steps = 3_000, LearningRate = 1e-3, Trains = TrainedParts.Projector)] //! KIMI6018
    public abstract Policy Sft(Policy seeing, Demonstrations captions);

    [Evaluate(MaxResponseTokens = 64)]
    [MathReward]
    public abstract Evaluation Report(Policy sft, PromptSet heldOut);
}
