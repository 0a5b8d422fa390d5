// Stack: ms-swift
// Kind: an adapter, and parts that are trained
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("adapter-and-trained-parts")]
public abstract partial class AdapterAndTrainedParts
{
    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [DemonstrationsFile(Path = "data/sft.jsonl")]
    public abstract Demonstrations Examples();

    [AddVisionTower]
    public abstract Policy Seeing([From(nameof(Base))] Policy start);

    [FineTune(Steps = 500, Trains = TrainedParts.Projector)] //! KIMI5011
    [Lora]
    public abstract Policy Sft(Policy seeing, Demonstrations examples);
}
