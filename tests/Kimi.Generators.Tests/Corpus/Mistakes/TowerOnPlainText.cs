// Stack: LLaMA-Factory
// Kind: the tower alone is trained, on documents without images
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("tower-on-plain-text")]
public abstract partial class TowerOnPlainText
{
    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [DocumentsFile(Path = "data/text.jsonl")]
    public abstract Corpus Texts();

    [AddVisionTower]
    public abstract Policy Seeing([From(nameof(Base))] Policy start);

    [Pretrain(Steps = 100, Trains = TrainedParts.Vision)] //! KIMI6010
    public abstract Policy Tower(Policy seeing, Corpus texts);
}
