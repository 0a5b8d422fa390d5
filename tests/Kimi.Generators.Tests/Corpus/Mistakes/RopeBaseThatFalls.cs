// Stack: Megatron
// Kind: a longer context gets a lower rotary base
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rope-base-that-falls")]
public abstract partial class RopeBaseThatFalls
{
    [InitializeTransformer(Layers = 6, ContextLength = 512, RopeBase = 1_000_000)]
    public abstract Policy Initial();

    [DocumentsFile(Path = "data/text.jsonl")]
    public abstract Corpus Texts();

    [DocumentsFile(Path = "data/long.jsonl")]
    public abstract Corpus Long();

    [Pretrain(Steps = 2_000)]
    public abstract Policy Trained(Policy initial, Corpus texts);

    [ActivateLongContext(ContextLength = 2_048, RopeBase = 10_000)] //! KIMI6012
    public abstract Policy LongReader(Policy trained, [From(nameof(Long))] Corpus documents, Corpus texts);
}
