// Stack: NeMo-RL
// Kind: the shares of a mixture are given in percent
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("mixture-in-percent")]
public abstract partial class MixtureInPercent
{
    [DocumentsFile(Path = "crawl.jsonl")]
    public abstract Corpus Crawl();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 200, Mixture = [70, 30])] //! KIMI5005
    public abstract Policy Pretrained(Policy initial, Corpus crawl, Corpus books);
}
