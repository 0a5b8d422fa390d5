// Stack: NeMo-RL
// Kind: all sequences of the activation are long documents, and it is given others
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("cooldown-nobody-draws")]
public abstract partial class CooldownNobodyDraws
{
    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [DocumentsFile(Path = "data/text.jsonl")]
    public abstract Corpus Texts();

    [DocumentsFile(Path = "data/long.jsonl")]
    public abstract Corpus Long();

    [Pretrain(Steps = 2_000)]
    public abstract Policy Trained(Policy initial, Corpus texts);

    [ActivateLongContext(ContextLength = 2_048, FullAttentionShare = 1)] //! KIMI5011
    public abstract Policy LongReader(Policy trained, [From(nameof(Long))] Corpus documents, Corpus texts);
}
