// Stack: torchtune
// Kind: a longer context is activated, and the perplexity is measured over the length that there was before
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("perplexity-of-the-short-part")]
public abstract partial class PerplexityOfTheShortPart
{
    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [DocumentsFile(Path = "instructions.jsonl")]
    public abstract Corpus Instructions();

    [DocumentsFile(Path = "unseen-books.jsonl")]
    public abstract Corpus Unseen();

    [InitializeTransformer(Layers = 8, HiddenSize = 256, AttentionHeads = 8, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 5_000, SequenceLength = 512, BatchSize = 32)]
    public abstract Policy Pretrained(Policy initial, Corpus web);

    [ActivateLongContext(ContextLength = 8_192, Ladder = [2_048], StepsPerLength = 300)]
    public abstract Policy Activated(Policy pretrained, Corpus books, Corpus instructions);

    [MeasurePerplexity(SequenceLength = 512, Buckets = 8)] //! KIMI6011
    public abstract PerplexityReport WithLongContext(Policy pretrained, Policy activated, Corpus unseen);
}
