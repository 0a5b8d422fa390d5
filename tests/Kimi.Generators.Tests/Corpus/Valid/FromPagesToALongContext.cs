// Form: pretraining from a folder of pages, refinement by built-in rules and one of the team's, a cooldown and a longer context, measured
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme.Pages;

[Recipe("from-pages", Seed = 21)]
[Pretrain(BatchSize = 16, SequenceLength = 512)]
public abstract partial class FromPagesToALongContext
{
    [DocumentsFile(Path = "web.jsonl.zst", Domain = "web", Count = 200_000, Shuffle = true)] public abstract Corpus Web();

    [Documents<Manuals>(Count = 5_000)] public abstract Corpus Books();

    [DocumentsFile(Path = "unseen.jsonl", Count = 500)] public abstract Corpus Unseen();

    [RefineCorpus]
    [RuleFilter(MinWords = 20)]
    [OneLanguage(Share = 0.7)]
    [NearDuplicates(Similarity = 0.75)]
    [QualityClassifier(MinQuality = 0.2)]
    [SamplingRates(Lowest = 0.3, Highest = 3)]
    public abstract Corpus Refined([From(nameof(Web))] Corpus raw, [From(nameof(Books))] Corpus exemplary);

    [InitializeTransformer(Layers = 8, HiddenSize = 256, AttentionHeads = 8, KeyValueHeads = 4, ContextLength = 512, FeedForwardSize = 688)]
    public abstract Policy Blank();

    [Pretrain(Steps = 8_000, Mixture = [0.8, 0.2], FinalMixture = [0.5, 0.5], DecayFraction = 0.2, FinalLearningRate = 2e-4)]
    public abstract Policy Read(Policy blank, Corpus refined, Corpus books);

    [Cooldown(LearningRate = 2e-4)]
    public abstract Policy Cooled([From(nameof(Read))] Policy start, Corpus books);

    [ActivateLongContext(ContextLength = 4_096, Ladder = [1_024, 2_048], StepsPerLength = 150, BatchTokens = 32_768, LearningRate = 1e-4)]
    public abstract Policy Longer(Policy cooled, [From(nameof(Refined))] Corpus all, [From(nameof(Books))] Corpus cooldown);

    [MeasurePerplexity(SequenceLength = 4_096, Buckets = 8)]
    public abstract PerplexityReport Report(Policy cooled, Policy longer, [From(nameof(Unseen))] Corpus documents);
}

/// <summary>Manuals of a folder.</summary>
public sealed class Manuals : IDocumentSource
{
    private const string Folder = "manuals";

    /// <inheritdoc/>
    public IEnumerable<Document> Documents(Random random) =>
        from path in Directory.EnumerateFiles(Folder, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let text = File.ReadAllText(path)
        where !string.IsNullOrWhiteSpace(text)
        select new Document(text) { Domain = Path.GetRelativePath(Folder, path).Split(Path.DirectorySeparatorChar)[0] };
}

/// <summary>Keeps documents in Latin letters.</summary>
public sealed class OneLanguageAttribute : CorpusRuleAttribute<OneLanguage>
{
    /// <summary>The least share of letters from a to z.</summary>
    [Range(0.0, 1.0)]
    public double Share { get; set; } = 0.5;
}

/// <summary>Counts letters.</summary>
/// <param name="options">Its options.</param>
[ImplementationVersion(1)]
public sealed class OneLanguage(OneLanguageAttribute options) : ICorpusRule
{
    /// <inheritdoc/>
    public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context)
    {
        var decided = documents.Select(Decide).ToList();
        context.Summarize("otherLanguages", decided.Count(one => one is RefinedDocument.Dropped));
        return decided;

        RefinedDocument Decide(Document document)
        {
            var letters = document.Text.Count(char.IsLetter);
            var latin = document.Text.Count(char.IsAsciiLetter);
            return letters > 0 && latin >= options.Share * letters ? new RefinedDocument.Kept(document) : new RefinedDocument.Dropped("another language");
        }
    }
}
