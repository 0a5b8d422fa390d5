// Stack: Megatron
// Kind: the first length of long-context training is below the context that the model has
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rung-below-the-context")]
public abstract partial class RungBelowTheContext
{
    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 500)]
    public abstract Policy Base(Policy initial, Corpus web);

    [ActivateLongContext(ContextLength = 4_096, Ladder = [256, 2_048])] //! KIMI6012
    public abstract Policy Long(Policy @base, Corpus books, Corpus web);
}
