// Stack: NeMo-RL
// Kind: the classifier of quality learns to tell a corpus from itself
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("exemplary-pages-are-the-raw-ones")]
public abstract partial class ExemplaryPagesAreTheRawOnes
{
    [DocumentsFile(Path = "crawl.jsonl")]
    public abstract Corpus Crawl();

    [RefineCorpus]
    [QualityClassifier(MinQuality = 0.1)]
    public abstract Corpus Refined(Corpus crawl, [From(nameof(Crawl))] Corpus good); //! KIMI6013

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Small();

    [Pretrain(Steps = 200)]
    public abstract Policy Pretrained(Policy small, Corpus refined);
}
