// Form: pretraining on corpora of a team, a rule of its own, cooldown, a longer context, and a perplexity report
using Kimi.Dsl;

namespace Acme;

[Recipe("pages", Seed = 5, DeviceMemoryGiB = 80)]
[Optimizer(WarmupSteps = 500, WeightDecay = 0.1, CheckpointEvery = 500)]
public abstract partial class FromRawPagesToALongContext
{
    [DocumentsFile(Path = "data/web.jsonl.zst", Domain = "english")]
    public abstract Corpus Web();

    [DocumentsFile(Path = "data/manuals.jsonl", Domain = "english")]
    public abstract Corpus Manuals();

    [DocumentsFile(Path = "data/novels.jsonl", Domain = "english")]
    public abstract Corpus Novels();

    [DocumentsFile(Path = "data/novels-apart.jsonl", Domain = "english")]
    public abstract Corpus NovelsApart();

    [RefineCorpus]
    [RuleFilter(MinWords = 80)]
    [CorpusRule<NoMenus>]
    [NearDuplicates(Similarity = 0.75)]
    [QualityClassifier(MinQuality = 0.2)]
    [SamplingRates(Highest = 3)]
    public abstract Corpus CleanWeb(Corpus web, Corpus manuals);

    [InitializeTransformer(
        Layers = 16, HiddenSize = 1_024, AttentionHeads = 16, KeyValueHeads = 4, FeedForwardSize = 2_816, ContextLength = 2_048)]
    public abstract Policy Initial();

    [Pretrain(
        Steps = 40_000, BatchSize = 128, SequenceLength = 2_048, LearningRate = 6e-4, Mixture = [0.8, 0.2], MicroBatchTokens = 16_384,
        RecomputeActivations = true)]
    public abstract Policy Pretrained(Policy initial, Corpus cleanWeb, Corpus manuals);

    [Cooldown(
        Steps = 6_000, BatchSize = 128, SequenceLength = 2_048, LearningRate = 3e-4, WarmupSteps = 0,
        MicroBatchTokens = 16_384, RecomputeActivations = true)]
    public abstract Policy Cooled(Policy pretrained, Corpus manuals);

    [ActivateLongContext(
        ContextLength = 16_384, Ladder = [4_096, 8_192], RopeBase = 500_000, StepsPerLength = 600, BatchTokens = 262_144, LearningRate = 1e-4,
        WarmupSteps = 50, MicroBatchTokens = 16_384, RecomputeActivations = true)]
    public abstract Policy Long(Policy cooled, Corpus novels, Corpus manuals);

    [MeasurePerplexity(SequenceLength = 16_384, Buckets = 16)]
    public abstract PerplexityReport Activation(Policy cooled, [From(nameof(Long))] Policy activated, Corpus novelsApart);
}

/// <summary>Drops pages that are mostly menus: most of their lines have one or two words.</summary>
[ImplementationVersion(1)]
public sealed class NoMenus : ICorpusRule
{
    private const double MostShortLines = 0.6;
    private const int FewWords = 2;

    /// <inheritdoc/>
    public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context)
    {
        var refined = documents.Select(Judge).ToList();
        context.Summarize("menus", refined.Count(one => one is RefinedDocument.Dropped));
        return refined;
    }

    private static RefinedDocument Judge(Document document)
    {
        var lines = document.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var few = lines.Count(line => line.Split(' ').Length <= FewWords);
        return lines.Length > 0 && few > MostShortLines * lines.Length
            ? new RefinedDocument.Dropped("a menu")
            : new RefinedDocument.Kept(document);
    }
}
