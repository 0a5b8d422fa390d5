// Stack: Megatron
// Kind: patches do not divide the image
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("patches-that-do-not-divide")]
public abstract partial class PatchesThatDoNotDivide
{
    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [DocumentsFile(Path = "data/text.jsonl")]
    public abstract Corpus Texts();

    [AddVisionTower(PatchSize = 7)] //! KIMI5004
    public abstract Policy Seeing([From(nameof(Base))] Policy start);

    [Pretrain(Steps = 100)]
    public abstract Policy Joint(Policy seeing, Corpus texts);
}
