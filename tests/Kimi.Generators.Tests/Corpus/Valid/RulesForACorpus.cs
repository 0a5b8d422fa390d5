// Form: corpus rules of the team: one by counts of signs, one by a near-duplicate sketch, one that sets rates by domain
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Refining;

[Recipe("rules-for-a-corpus")]
public abstract partial class RulesForACorpus
{
    [DocumentsFile(Path = "web/pages.jsonl", Count = 50_000)]
    public abstract Corpus Pages();

    [DocumentsFile(Path = "books/good.jsonl", Count = 2_000)]
    public abstract Corpus Good();

    [RefineCorpus]
    [SignsAndWords(MaxSigns = 0.2, MinWords = 30)]
    [CorpusRule<OncePerOpening>]
    [CorpusRule<RareDomainsMore>]
    public abstract Corpus Clean(Corpus pages, [From(nameof(Good))] Corpus exemplary);

    [InitializeTransformer(Layers = 8, HiddenSize = 256, AttentionHeads = 8, ContextLength = 512)]
    public abstract Policy Blank();

    [Pretrain(Steps = 4_000, BatchSize = 16, SequenceLength = 512)]
    public abstract Policy Read(Policy blank, [From(nameof(Clean))] Corpus corpus);
}

/// <summary>Drops documents of too many signs or too few words.</summary>
public sealed class SignsAndWordsAttribute : CorpusRuleAttribute<SignsAndWords>
{
    /// <summary>The largest share of signs.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.3)]
    public double MaxSigns { get; set; } = 0.3;

    /// <summary>The fewest words.</summary>
    [Range(0, 1_000_000)]
    [DefaultValue(20)]
    public int MinWords { get; set; } = 20;
}

/// <summary>Looks at each document by itself.</summary>
public sealed class SignsAndWords(SignsAndWordsAttribute options) : ICorpusRule
{
    /// <inheritdoc/>
    public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context) =>
        [.. documents.Select(document => Judge(document))];

    private RefinedDocument Judge(Document document)
    {
        var text = document.Text;
        var signs = text.Count(letter => !char.IsLetterOrDigit(letter) && !char.IsWhiteSpace(letter));
        if (signs > options.MaxSigns * text.Length)
            return new RefinedDocument.Dropped("signs");
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return words < options.MinWords ? new RefinedDocument.Dropped("short") : new RefinedDocument.Kept(document);
    }
}

/// <summary>Drops documents whose first words an earlier one had.</summary>
public sealed class OncePerOpening : ICorpusRule
{
    private const int Words = 12;

    /// <inheritdoc/>
    public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var refined = new RefinedDocument[documents.Count];
        for (var i = 0; i < refined.Length; i++)
        {
            var opening = string.Join(' ', documents[i].Text.Split(' ', Words + 1, StringSplitOptions.RemoveEmptyEntries).Take(Words));
            refined[i] = seen.Add(opening) ? new RefinedDocument.Kept(documents[i]) : new RefinedDocument.Dropped("begins as another");
        }

        context.Summarize("openings", seen.Count);
        return refined;
    }
}

/// <summary>Draws documents of rare domains more often.</summary>
public sealed class RareDomainsMore : ICorpusRule
{
    /// <inheritdoc/>
    public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context)
    {
        var counts = documents.CountBy(document => document.Domain, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var mean = (double)documents.Count / counts.Count;
        foreach (var (domain, count) in counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            context.Summarize($"of{CultureInfo.InvariantCulture.TextInfo.ToTitleCase(domain)}", count);
        return [.. documents.Select(document => new RefinedDocument.Kept(document with { SamplingRate = Math.Clamp(mean / counts[document.Domain], 0.5, 3) }))];
    }
}
