// Stack: Megatron
// Kind: the tokens of a batch are given as a number of sequences
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("batch-in-sequences")]
public abstract partial class BatchInSequences
{
    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 500)]
    public abstract Policy Base(Policy initial, Corpus web);

    [ActivateLongContext(ContextLength = 4_096, BatchTokens = 16)] //! KIMI5006
    public abstract Policy Long(Policy @base, Corpus books, Corpus web);
}
