// Stack: NeMo-RL
// Kind: sampling rates by a quality that nothing rated
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rates-without-quality")]
public abstract partial class RatesWithoutQuality
{
    [DocumentsFile(Path = "crawl.jsonl")]
    public abstract Corpus Crawl();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [RefineCorpus]
    [RuleFilter]
    [SamplingRates] //! KIMI6010
    public abstract Corpus Refined(Corpus crawl, Corpus books);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Small();

    [Pretrain(Steps = 200)]
    public abstract Policy Pretrained(Policy small, Corpus refined);
}
