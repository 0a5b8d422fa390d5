// Form: 150 million weights from random ones: rules, a rule of the team, pretraining, a cooldown, a longer context, packed SFT, perplexity
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Pretraining;

[Recipe("small-from-corpus", Seed = 2_024, DeviceMemoryGiB = 80, Devices = 8)]
[Optimizer(WeightDecay = 0.1)]
public abstract partial class SmallModelFromACorpus
{
    [DocumentsFile(Path = "data/web.jsonl.zst", Domain = "web")]
    public abstract Corpus Web();

    [DocumentsFile(Path = "data/code.parquet", TextField = "content", Domain = "code")]
    public abstract Corpus Code();

    [DocumentsFile(Path = "data/textbooks.jsonl", Domain = "textbooks")]
    public abstract Corpus Textbooks();

    [DocumentsFile(Path = "data/reference.jsonl")]
    public abstract Corpus Reference();

    [DocumentsFile(Path = "data/long.jsonl", Domain = "books")]
    public abstract Corpus Books();

    [DocumentsFile(Path = "data/held-out-books.jsonl")]
    public abstract Corpus HeldOutBooks();

    [RefineCorpus]
    [RuleFilter(MaxDuplicateLineShare = 0.2)]
    [WithoutContacts(MostContacts = 4)]
    [NearDuplicates(Similarity = 0.7)]
    [QualityClassifier(MinQuality = 0.15)]
    [SamplingRates(Highest = 3)]
    public abstract Corpus CleanWeb(Corpus web, Corpus reference);

    [RefineCorpus, RuleFilter(MinWords = 20, MinLetterWordShare = 0.3, MaxSymbolsPerWord = 0.5), WithoutContacts, NearDuplicates]
    public abstract Corpus CleanCode(Corpus code, Corpus reference);

    [InitializeTransformer(
        Layers = 24, HiddenSize = 768, AttentionHeads = 12, KeyValueHeads = 4, FeedForwardSize = 2_048, ContextLength = 2_048)]
    public abstract Policy Initial();

    [Pretrain(
        Mixture = [0.65, 0.25, 0.1], FinalMixture = [0.5, 0.3, 0.2], SequenceLength = 2_048, BatchSize = 256, Steps = 60_000, LearningRate = 1e-3,
        WarmupSteps = 1_000, MicroBatchTokens = 131_072, CheckpointEvery = 1_000)]
    public abstract Policy Pretrained(Policy initial, Corpus cleanWeb, Corpus cleanCode, Corpus textbooks);

    [Cooldown(Mixture = [0.3, 0.3, 0.4], SequenceLength = 2_048, BatchSize = 256, Steps = 6_000, MicroBatchTokens = 131_072, CheckpointEvery = 500)]
    public abstract Policy Cooled(Policy pretrained, Corpus cleanWeb, Corpus cleanCode, Corpus textbooks);

    [ActivateLongContext(
        ContextLength = 16_384, Ladder = [8_192], RopeBase = 500_000, StepsPerLength = 400, BatchTokens = 524_288, LearningRate = 1e-4,
        FinalLearningRate = 1e-5, MicroBatchTokens = 131_072)]
    public abstract Policy LongContext(Policy cooled, Corpus books, Corpus textbooks);

    [MeasurePerplexity(SequenceLength = 16_384, Buckets = 8)]
    public abstract PerplexityReport ByPosition(Policy cooled, Policy longContext, Corpus heldOutBooks);

    [DemonstrationsFile(Path = "data/instructions.jsonl", PromptField = "instruction", ResponseField = "output", Shuffle = true)]
    public abstract Demonstrations Instructions();

    [FineTune(
        Steps = 2_000, BatchSize = 32, PackedTokens = 8_192, LearningRate = 1e-4, WarmupSteps = 100, DecayFraction = 0.9, MicroBatchTokens = 131_072)]
    public abstract Policy Instructed(Policy longContext, Demonstrations instructions);
}

/// <summary>Drops pages that are lists of contacts, and blanks out the addresses of others.</summary>
public sealed class WithoutContactsAttribute : CorpusRuleAttribute<WithoutContacts>
{
    /// <summary>The most addresses of a page that stays. Default: 8.</summary>
    [Range(0, 10_000)]
    [DefaultValue(8)]
    public int MostContacts { get; set; } = 8;
}

/// <summary>Finds addresses of mail and numbers of telephones.</summary>
[ImplementationVersion(2)]
public sealed class WithoutContacts : ICorpusRule
{
    private const string Blank = "[contact]";

    private static readonly Regex s_contact = new(
        @"[\w.+-]+@[\w-]+\.[\w.-]+|\+\d[\d ()-]{7,}\d", RegexOptions.CultureInvariant | RegexOptions.Compiled, TimeSpan.FromSeconds(5));

    private readonly int _most;

    /// <summary>Creates the rule.</summary>
    public WithoutContacts(WithoutContactsAttribute options) => _most = options.MostContacts;

    /// <inheritdoc/>
    public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context)
    {
        var refined = documents.Select(Refine).ToList();
        context.Summarize("droppedForContacts", refined.OfType<RefinedDocument.Dropped>().Count());
        return refined;
    }

    private RefinedDocument Refine(Document document)
    {
        var count = s_contact.Count(document.Text);
        if (count > _most)
            return new RefinedDocument.Dropped($"{count} contacts");
        return new RefinedDocument.Kept(count == 0 ? document : document with { Text = s_contact.Replace(document.Text, Blank) });
    }
}
