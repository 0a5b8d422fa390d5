// Stack: axolotl
// Kind: the length of repeated stretches is set, and any share of them is allowed
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stretches-of-no-limit")]
public abstract partial class StretchesOfNoLimit
{
    [Documents<Pages>]
    public abstract Corpus Crawl();

    [DocumentsFile(Path = "good.jsonl")]
    public abstract Corpus Good();

    [RefineCorpus]
    [RuleFilter(MaxRepeatedShare = 1, RepeatedCharacters = 20)] //! KIMI5006
    public abstract Corpus Refined(Corpus crawl, Corpus good);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Small();

    [Pretrain(Steps = 200)]
    public abstract Policy Pretrained(Policy small, Corpus refined);
}

/// <summary>Pages.</summary>
public sealed class Pages : IDocumentSource
{
    /// <inheritdoc/>
    public IEnumerable<Document> Documents(Random random) => Enumerable.Range(0, 9).Select(page => new Document($"page {page}"));
}
