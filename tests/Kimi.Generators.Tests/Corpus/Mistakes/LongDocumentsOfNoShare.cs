// Stack: Megatron
// Kind: the share of long documents is 0, and they are given
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("long-documents-of-no-share")]
public abstract partial class LongDocumentsOfNoShare
{
    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 500)]
    public abstract Policy Base(Policy initial, Corpus web);

    [ActivateLongContext(ContextLength = 4_096, FullAttentionShare = 0)] //! KIMI5011
    public abstract Policy Long(Policy @base, Corpus books, Corpus web);
}
