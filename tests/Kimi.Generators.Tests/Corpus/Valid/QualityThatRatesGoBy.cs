// Form: documents are rated, by the classifier or a rule of ours, and the rates go by it
using Kimi.Dsl;

namespace Acme;

[Recipe("quality-that-rates-go-by")]
public abstract partial class QualityThatRatesGoBy
{
    [DocumentsFile(Path = "crawl.jsonl")]
    public abstract Corpus Crawl();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [RefineCorpus]
    [QualityClassifier]
    [NearDuplicates]
    [SamplingRates]
    public abstract Corpus Refined(Corpus crawl, Corpus books);

    [RefineCorpus]
    [QualityClassifier]
    [NearDuplicates]
    public abstract Corpus Best(Corpus crawl, Corpus books);

    [RefineCorpus]
    [CorpusRule<Grades>]
    [SamplingRates]
    public abstract Corpus Graded(Corpus crawl, Corpus books);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Small();

    [Pretrain(Steps = 200)]
    public abstract Policy Pretrained(Policy small, Corpus refined, Corpus best, Corpus graded);
}

/// <summary>A quality of our own.</summary>
public sealed class Grades : ICorpusRule
{
    /// <inheritdoc/>
    public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context) =>
        [.. documents.Select(document => new RefinedDocument.Kept(document with { Quality = 0.5 }))];
}
