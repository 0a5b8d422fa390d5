// Stack: Megatron
// Kind: the heads of the tower do not divide its width
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("tower-heads-that-do-not-divide")]
public abstract partial class TowerHeadsThatDoNotDivide
{
    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [DocumentsFile(Path = "data/text.jsonl")]
    public abstract Corpus Texts();

    [AddVisionTower(AttentionHeads = 6)] //! KIMI5004
    public abstract Policy Seeing([From(nameof(Base))] Policy start);

    [Pretrain(Steps = 100)]
    public abstract Policy Joint(Policy seeing, Corpus texts);
}
