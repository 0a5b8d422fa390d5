// Stack: Megatron
// Kind: the learning rate is still rising when the sequences become longer
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("few-steps-at-each-length")]
public abstract partial class FewStepsAtEachLength
{
    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [DocumentsFile(Path = "pages.jsonl")]
    public abstract Corpus Pages();

    [InitializeTransformer(Layers = 6, ContextLength = 1_024)]
    public abstract Policy Initial();

    [Pretrain(Steps = 2_000, SequenceLength = 1_024)]
    public abstract Policy Pretrained(Policy initial, Corpus pages);

    [ActivateLongContext(ContextLength = 8_192, Ladder = [2_048, 4_096], StepsPerLength = 12)] //! KIMI5002
    public abstract Policy LongContext(Policy pretrained, Corpus books, Corpus pages);
}
