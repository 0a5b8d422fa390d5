// Stack: axolotl
// Kind: only perfect documents are kept
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("quality-of-one")]
public abstract partial class QualityOfOne
{
    [DocumentsFile(Path = "crawl.jsonl")]
    public abstract Corpus Crawl();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [RefineCorpus]
    [QualityClassifier(MinQuality = 1.0)] //! KIMI5011
    public abstract Corpus Refined(Corpus crawl, Corpus books);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Small();

    [Pretrain(Steps = 200)]
    public abstract Policy Pretrained(Policy small, Corpus refined);
}
