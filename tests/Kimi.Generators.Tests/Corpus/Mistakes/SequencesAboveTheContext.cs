// Stack: torchtune
// Kind: pretraining on sequences that are longer than the context
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("sequences-above-the-context")]
public abstract partial class SequencesAboveTheContext
{
    [DocumentsFile(Path = "crawl.jsonl")]
    public abstract Corpus Crawl();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 200, SequenceLength = 4_096)] //! KIMI6001
    public abstract Policy Pretrained(Policy initial, Corpus crawl);
}
