// Stack: axolotl
// Kind: the fewest words of a document are more than the most
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("fewest-words-above-the-most")]
public abstract partial class FewestWordsAboveTheMost
{
    [DocumentsFile(Path = "crawl.jsonl")]
    public abstract Corpus Crawl();

    [DocumentsFile(Path = "good.jsonl")]
    public abstract Corpus Good();

    [RefineCorpus]
    [RuleFilter(MinWords = 500, MaxWords = 200)] //! KIMI5002
    public abstract Corpus Refined(Corpus crawl, Corpus good);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Small();

    [Pretrain(Steps = 200)]
    public abstract Policy Pretrained(Policy small, Corpus refined);
}
