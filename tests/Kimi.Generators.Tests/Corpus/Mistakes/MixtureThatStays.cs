// Stack: Megatron
// Kind: the shares at the end are those of the beginning
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("mixture-that-stays")]
public abstract partial class MixtureThatStays
{
    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [DocumentsFile(Path = "data/text.jsonl")]
    public abstract Corpus Texts();

    [DocumentsFile(Path = "data/code.jsonl")]
    public abstract Corpus Code();

    [Pretrain(Steps = 100, Mixture = [0.7, 0.3], FinalMixture = [0.7, 0.3])] //! KIMI5006
    public abstract Policy Trained([From(nameof(Base))] Policy start, Corpus texts, Corpus code);
}
