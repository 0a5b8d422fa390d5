// Stack: torchtune
// Kind: perplexity is measured on documents whose refined form was trained on
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("perplexity-of-the-refined-text")]
public abstract partial class PerplexityOfTheRefinedText
{
    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [DocumentsFile(Path = "data/text.jsonl")]
    public abstract Corpus Texts();

    [DocumentsFile(Path = "data/good.jsonl")]
    public abstract Corpus Good();

    [RefineCorpus]
    [RuleFilter]
    public abstract Corpus Refined(Corpus texts, Corpus good);

    [Pretrain(Steps = 2_000)]
    public abstract Policy Trained(Policy initial, Corpus refined);

    [MeasurePerplexity]
    public abstract PerplexityReport Report(Policy trained, Corpus texts); //! KIMI6007
}
