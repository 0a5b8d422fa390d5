// Stack: axolotl
// Kind: all sampling rates are 0
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rates-of-nothing")]
public abstract partial class RatesOfNothing
{
    [DocumentsFile(Path = "crawl.jsonl")]
    public abstract Corpus Crawl();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [RefineCorpus]
    [QualityClassifier(MinQuality = 0.1)]
    [SamplingRates(Lowest = 0, Highest = 0)] //! KIMI5011
    public abstract Corpus Refined(Corpus crawl, Corpus books);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Small();

    [Pretrain(Steps = 200)]
    public abstract Policy Pretrained(Policy small, Corpus refined);
}
