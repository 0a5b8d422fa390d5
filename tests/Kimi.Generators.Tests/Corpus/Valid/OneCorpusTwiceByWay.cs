// Form: two stages of one file take different columns
using Kimi.Dsl;

namespace Acme;

[Recipe("one-corpus-twice-by-way")]
public abstract partial class OneCorpusTwiceByWay
{
    [DocumentsFile(Path = "pages.jsonl")]
    public abstract Corpus Crawl();

    [DocumentsFile(Path = "pages.jsonl", TextField = "edited")]
    public abstract Corpus Good();

    [RefineCorpus]
    [QualityClassifier(MinQuality = 0.1)]
    [SamplingRates]
    public abstract Corpus Refined(Corpus crawl, Corpus good);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Small();

    [Pretrain(Steps = 200)]
    public abstract Policy Pretrained(Policy small, Corpus refined);
}
