// Stack: NeMo-RL
// Kind: sampling rates stand before the classifier that they go by
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rates-before-quality")]
public abstract partial class RatesBeforeQuality
{
    [DocumentsFile(Path = "crawl.jsonl")]
    public abstract Corpus Crawl();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [RefineCorpus]
    [SamplingRates] //! KIMI6010
    [QualityClassifier(MinQuality = 0.1)]
    public abstract Corpus Refined(Corpus crawl, Corpus books);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Small();

    [Pretrain(Steps = 200)]
    public abstract Policy Pretrained(Policy small, Corpus refined);
}
