// Stack: Megatron
// Kind: three shares for two corpora
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("mixture-of-three")]
public abstract partial class MixtureOfThree
{
    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 500, Mixture = [0.5, 0.3, 0.2])] //! KIMI5005
    public abstract Policy Base(Policy initial, Corpus web, Corpus books);
}
