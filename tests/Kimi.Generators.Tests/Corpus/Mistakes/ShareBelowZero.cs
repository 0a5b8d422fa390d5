// Stack: axolotl
// Kind: a negative share of the mixture, to keep a corpus out
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("share-below-zero")]
public abstract partial class ShareBelowZero
{
    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [Pretrain(Mixture = [1.2, -0.2])] //! KIMI5001
    public abstract Policy Pretrained(Policy initial, Corpus books, Corpus web);
}
