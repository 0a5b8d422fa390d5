// Stack: torchtune
// Kind: one of two corpora is given no share of the mixture
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("corpus-of-no-share")]
public abstract partial class CorpusOfNoShare
{
    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [DocumentsFile(Path = "code.jsonl")]
    public abstract Corpus Code();

    [Pretrain(Mixture = [1.0, 0.0])] //! KIMI4007
    public abstract Policy Pretrained(Policy initial, Corpus web, Corpus code);
}
