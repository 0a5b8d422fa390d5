// Stack: LLaMA-Factory
// Kind: an image has more patches than the context has tokens
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("image-above-the-context")]
public abstract partial class ImageAboveTheContext
{
    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [DocumentsFile(Path = "data/text.jsonl")]
    public abstract Corpus Texts();

    [Pretrain(Steps = 100)]
    public abstract Policy Reader(Policy initial, Corpus texts);

    [AddVisionTower(ImageSize = 336, PatchSize = 14)] //! KIMI6001
    public abstract Policy Seeing(Policy reader);

    [Pretrain(Steps = 100)]
    public abstract Policy Joint(Policy seeing, Corpus texts);
}
