// Stack: NeMo-RL
// Kind: documents are rated, and nothing goes by it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("quality-nobody-uses")]
public abstract partial class QualityNobodyUses
{
    [DocumentsFile(Path = "crawl.jsonl")]
    public abstract Corpus Crawl();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [RefineCorpus]
    [QualityClassifier] //! KIMI4007
    public abstract Corpus Refined(Corpus crawl, Corpus books);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Small();

    [Pretrain(Steps = 200)]
    public abstract Policy Pretrained(Policy small, Corpus refined);
}
