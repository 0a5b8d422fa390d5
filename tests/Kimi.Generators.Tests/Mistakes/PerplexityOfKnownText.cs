// Mistake: I measure perplexity on the text that I pretrained on
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("perplexity-of-known-text")]
public abstract partial class PerplexityOfKnownText
{
    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [DocumentsFile(Path = "text.jsonl")]
    public abstract Corpus Text();

    [Pretrain]
    public abstract Policy Pretrained(Policy initial, Corpus text);

    [MeasurePerplexity(SequenceLength = 256)]
    public abstract PerplexityReport Report(Policy pretrained, Corpus {|KIMI6007:text|});
}
