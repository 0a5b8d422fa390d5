// Stack: NeMo-RL
// Kind: near duplicates from a similarity at which the bands find hardly any
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("similarity-that-bands-miss")]
public abstract partial class SimilarityThatBandsMiss
{
    [DocumentsFile(Path = "crawl.jsonl")]
    public abstract Corpus Crawl();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [RefineCorpus]
    [NearDuplicates(Similarity = 0.3)] //! KIMI5007
    public abstract Corpus Refined(Corpus crawl, Corpus books);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Small();

    [Pretrain(Steps = 200)]
    public abstract Policy Pretrained(Policy small, Corpus refined);
}
