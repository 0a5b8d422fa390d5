// Stack: torchtune
// Kind: the filter for repeated text is off by a constant, and the length of its stretches is tuned
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stretches-nobody-counts")]
public abstract partial class StretchesNobodyCounts
{
    private const double Any = 1;

    [DocumentsFile(Path = "crawl.jsonl.gz")]
    public abstract Corpus Crawl();

    [DocumentsFile(Path = "books.jsonl.gz")]
    public abstract Corpus Books();

    [RefineCorpus]
    [RuleFilter(MinWords = 20, MaxRepeatedShare = Any, RepeatedCharacters = 24)] //! KIMI5006
    [NearDuplicates]
    public abstract Corpus Clean(Corpus crawl, Corpus books);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 2_000)]
    public abstract Policy Pretrained(Policy initial, Corpus clean);
}
