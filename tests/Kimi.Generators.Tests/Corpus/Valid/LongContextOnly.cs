// Form: a longer context by documents of one file, with a rising base
using Kimi.Dsl;

namespace Acme;

[Recipe("long-context-only")]
public abstract partial class LongContextOnly
{
    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [DocumentsFile(Path = "data/text.jsonl")]
    public abstract Corpus Texts();

    [DocumentsFile(Path = "data/long.jsonl")]
    public abstract Corpus Long();

    [DocumentsFile(Path = "data/long-test.jsonl")]
    public abstract Corpus LongTest();

    [Pretrain(Steps = 2_000)]
    public abstract Policy Trained(Policy initial, Corpus texts);

    [ActivateLongContext(ContextLength = 4_096, Ladder = [1_024], RopeBase = 500_000, BatchTokens = 16_384)]
    public abstract Policy LongReader(Policy trained, [From(nameof(Long))] Corpus documents, Corpus texts);

    [MeasurePerplexity(SequenceLength = 4_096, Buckets = 8)]
    public abstract PerplexityReport Report(Policy trained, Policy longReader, Corpus longTest);
}
