// Stack: torchtune
// Kind: perplexity by more ranges than there are positions
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("more-buckets-than-positions")]
public abstract partial class MoreBucketsThanPositions
{
    [DocumentsFile(Path = "crawl.jsonl")]
    public abstract Corpus Crawl();

    [DocumentsFile(Path = "test.jsonl")]
    public abstract Corpus Test();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 200)]
    public abstract Policy Pretrained(Policy initial, Corpus crawl);

    [MeasurePerplexity(SequenceLength = 64, Buckets = 128)] //! KIMI5002
    public abstract PerplexityReport Report(Policy pretrained, Corpus test);
}
