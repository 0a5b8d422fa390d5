// Stack: torchtune
// Kind: perplexity is measured on the text that was trained on
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("perplexity-of-the-training-text")]
public abstract partial class PerplexityOfTheTrainingText
{
    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [DocumentsFile(Path = "text.jsonl")]
    public abstract Corpus Text();

    [Pretrain]
    public abstract Policy Pretrained(Policy initial, Corpus text);

    [MeasurePerplexity(SequenceLength = 256)]
    public abstract PerplexityReport Report(Policy pretrained, Corpus text); //! KIMI6007
}
