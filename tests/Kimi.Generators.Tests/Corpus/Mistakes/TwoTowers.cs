// Stack: ms-swift
// Kind: a tower is added to a policy that has one
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("two-towers")]
public abstract partial class TwoTowers
{
    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [DocumentsFile(Path = "data/text.jsonl")]
    public abstract Corpus Texts();

    [AddVisionTower]
    public abstract Policy Seeing([From(nameof(Base))] Policy start);

    [AddVisionTower(Layers = 4)] //! KIMI6006
    public abstract Policy SeeingMore(Policy seeing);

    [Pretrain(Steps = 100)]
    public abstract Policy Joint(Policy seeingMore, Corpus texts);
}
